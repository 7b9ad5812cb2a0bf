package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
	"serialfraction/harness/wholefile"
)

// broken is harness, as a command of the scripts, with a standard output that panics in the
// way that the variable FAULT names.
func broken() {
	os.Exit(guarded(os.Stderr, os.Args, func() int {
		return run(context.Background(), os.Args, brokenWriter(os.Getenv("FAULT")), os.Stderr)
	}))
}

type brokenWriter string

func (w brokenWriter) Write([]byte) (int, error) { return 0, faults[string(w)]() }

var faults = map[string]func() error{
	"here":  noGene,
	"lines": func() error { panic("one\ntwo\n" + strings.Repeat("three ", 100)) },
	"elsewhere": func() error {
		var g errgroup.Group
		g.Go(crash.Guard(noGene))
		return errors.Join(context.Canceled, g.Wait())
	},
	"file": func() error {
		_, err := wholefile.Write(context.Background(), wholefile.File{Path: "out.csv", Write: func(w io.Writer) error { return noGene() }})
		return err
	},
}

// noGene panics with an index out of range.
func noGene() error {
	var gene *struct{ name string }
	_ = gene.name
	return nil
}

// A panic of the goroutine of the timer is a panic of the pass.
func TestCrashOfALateWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		err := crash.Catch(func() error {
			p := newPass(&progressLine{w: brokenWriter("here"), now: time.Now}, "it", 3)
			defer p.end()
			time.Sleep(2 * longPass)
			return nil
		})
		var fault *crash.Error
		if !errors.As(err, &fault) || !strings.Contains(string(fault.Stack), "noGene") {
			t.Errorf("error %v", err)
		}
	})
}
