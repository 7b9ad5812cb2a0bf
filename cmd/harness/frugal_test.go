package main

import (
	"fmt"
	"runtime/debug"
	"syscall"
	"testing"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machine"
)

func TestFrugally(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	for _, tc := range []struct {
		asked string
		want  int64
	}{{"", machine.ReadingMemory}, {"1GiB", before}} {
		t.Setenv("GOMEMLIMIT", tc.asked)
		within := int64(0)
		err := frugally(func(*cli.Context) error { within = debug.SetMemoryLimit(-1); return nil })(nil)
		if after := debug.SetMemoryLimit(-1); err != nil || within != tc.want || after != before {
			t.Errorf("GOMEMLIMIT=%q: %d, want %d; after it %d, before it %d; %v", tc.asked, within, tc.want, after, before, err)
		}
	}
}

// Too few descriptors are named, whatever failed for them.
func TestDescriptorsAreNamed(t *testing.T) {
	for _, err := range []error{syscall.EMFILE, fmt.Errorf("workload pipe failed: %w", syscall.EMFILE)} {
		if got := remedy(err); got != ": this process may open too few files: raise ulimit -n, or name fewer workers" {
			t.Errorf("%v%s", err, got)
		}
	}
}
