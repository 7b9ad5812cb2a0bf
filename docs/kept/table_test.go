package kept

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/results"
)

// A call makes what is missing and writes the page; the next one writes it again. A folder that
// has all needs no harness, and nothing begins.
func TestCalls(t *testing.T) {
	keep, harness := filepath.Join(t.TempDir(), "kept"), fakeHarness(t, sweepOf(t))
	begun, words := 0, []string{}
	tableOf := func(args []string) (Table, error) {
		words = args
		return Table{
			Sweeps: []Sweep{{Name: "a", Command: "harness sweep --workload ttest"}, {Name: "b", Command: "harness sweep --workload ttest"}},
			Begin:  func() error { begun++; return nil },
			Found:  func(f *results.File) (string, error) { return fmt.Sprintf("%d runs", len(f.Runs)), nil },
			Write: func(w io.Writer, f *Folder, o Origin) error {
				_, err := fmt.Fprintf(w, "%s: %s", o.Measured.Version, o.Attempts)
				return err
			},
		}, nil
	}
	call := func(args ...string) (page, progress string, err error) {
		var out, errs bytes.Buffer
		err = run(t.Context(), flag.NewFlagSet("table", flag.ContinueOnError), args, tableOf, &out, &errs)
		return out.String(), errs.String(), err
	}
	const page = "harness version test: 2 sweeps were begun and 2 kept."

	if _, _, err := call("--keep", keep, "--for", "1ns", harness); err == nil || !strings.Contains(err.Error(), " of 2 sweeps are made: the same command makes the others") {
		t.Errorf("a call that may begin nothing: %v", err)
	}
	got, progress, err := call("--keep", keep, harness, "x", "y")
	if err != nil || got != page || !slices.Equal(words, []string{"x", "y"}) || begun != 2 {
		t.Errorf("%q, %v, arguments %q, begun %d times", got, err, words, begun)
	}
	if !strings.Contains(progress, "2/2  b, ") || !strings.Contains(progress, " runs, 0s left\n") {
		t.Errorf("progress %q", progress)
	}
	if got, progress, err = call("--keep", keep); err != nil || got != page || progress != "" || begun != 2 || len(words) != 0 {
		t.Errorf("%q, progress %q, %v, arguments %q, begun %d times", got, progress, err, words, begun)
	}
}

// A call that cannot be right makes no folder.
func TestRefusedCalls(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string // of the error; "" = none
	}{
		{[]string{"bin/harness"}, "type table --keep FOLDER"},
		{[]string{"--keep", "FOLDER", "bin/harness", "x"}, "no x"},
		{[]string{"--nothing"}, "nothing"},
		{[]string{"--help"}, ""},
	} {
		t.Chdir(t.TempDir())
		flags := flag.NewFlagSet("table", flag.ContinueOnError)
		flags.SetOutput(io.Discard)
		tableOf := func(args []string) (Table, error) { return Table{}, fmt.Errorf("no %s", strings.Join(args, " ")) }
		err := run(t.Context(), flags, c.args, tableOf, io.Discard, io.Discard)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.args, err)
		}
		if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
			t.Errorf("%q: left %v, %v", c.args, left, err)
		}
	}
}
