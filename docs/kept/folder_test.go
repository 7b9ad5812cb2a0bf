package kept

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fakeHarness returns a program that prints a version and copies a recorded sweep to where its
// last argument names; a FAULT among its arguments makes it fail.
func fakeHarness(t *testing.T, sweep string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "harness")
	script := fmt.Sprintf(`#!/bin/sh
case "$*" in version) echo "harness version test"; exit;; *FAULT*) echo broken >&2; exit 1;; esac
for last; do :; done
cp %s "$last"
`, sweep)
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// sweepOf returns the path of the recorded sweep of results with another command line, and
// with other words in its header.
func sweepOf(t *testing.T, replace ...string) string {
	t.Helper()
	text, err := os.ReadFile("../../results/testdata/sweep.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sweep.jsonl")
	if err := os.WriteFile(path, []byte(strings.NewReplacer(replace...).Replace(string(text))), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, path, harness string) *Folder {
	t.Helper()
	f, err := Open(path, harness)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// A sweep is kept, whole, and read again by the next call, which uses the harness of the folder
// whatever it is given.
func TestMake(t *testing.T) {
	path := t.TempDir()
	f := open(t, path, fakeHarness(t, sweepOf(t)))
	if f.Harness.Version != "harness version test" || len(f.Harness.Digest) != 12 {
		t.Errorf("the folder's harness is %+v", f.Harness)
	}
	const name, command = "a-quiet-01", "harness sweep --workload ttest"
	if has, err := f.Has(name, command); has || err != nil {
		t.Errorf("an empty folder has it: %v, %v", has, err)
	}
	var order []string
	var own string
	beside := func(_ context.Context, folder string) (End, error) {
		order, own = append(order, "started"), folder
		return func() (map[string]float64, error) {
			order = append(order, "ended")
			_, err := os.Stat(own)
			return map[string]float64{"waited": 0.5}, err
		}, nil
	}
	if err := f.Make(t.Context(), Sweep{Name: name, Command: command, Beside: beside}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(order, []string{"started", "ended"}) {
		t.Errorf("beside it: %v", order)
	}
	if _, err := os.Stat(own); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the sweep's own folder is left: %v", err)
	}
	if _, err := Open(path, ""); err == nil || !strings.Contains(err.Error(), "another process") {
		t.Errorf("the folder is open twice: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}

	f = open(t, path, fakeHarness(t, "/another"))
	if has, err := f.Has(name, command); !has || err != nil {
		t.Errorf("the next call has it: %v, %v", has, err)
	}
	read, err := f.Read(name, command)
	if err != nil || len(read.Runs) == 0 {
		t.Errorf("%v, %d runs", err, len(read.Runs))
	}
	if got := f.Facts(name); got["waited"] != 0.5 {
		t.Errorf("facts %v", got)
	}
	if a := f.Attempts(); a.Begun != 1 || a.Kept != 1 || a.Again != 0 || len(a.Faults) != 0 || a.First != a.Last {
		t.Errorf("%+v", a)
	}
}

// What is not as planned is not kept, and noted.
func TestNotKept(t *testing.T) {
	const command = "harness sweep --workload ttest"
	for _, c := range []struct {
		name, command, sweep, want string
		beside                     error
	}{
		{"fails", command + " FAULT", sweepOf(t), "broken", nil},
		{"another command", "harness sweep --workload spin", sweepOf(t), "name another folder", nil},
		{"shorter command", strings.Repeat(command+" ", 20), sweepOf(t), "name another folder", nil},
		{"more than the command", command, sweepOf(t, `"sweep","--workload","ttest"`, `"sweep","--workload","ttest","--tile","2"`), "name another folder", nil},
		{"another machine", command, sweepOf(t, `"hostname":"`, `"hostname":"other`), "name another folder", nil},
		{"another build", command, sweepOf(t, `"version":"`, `"version":"other`), "name another folder", nil},
		{"cut short", command, sweepOf(t, `"kind":"end"`, `"kind":"end","interrupted":true`), "cut short", nil},
		{"no sweep", command, "/dev/null", "", nil},
		{"beside something else", command, sweepOf(t), "loop", errors.New("loop")},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, t.TempDir(), fakeHarness(t, sweepOf(t)))
			if err := f.Make(t.Context(), Sweep{Name: "first", Command: command}); err != nil {
				t.Fatal(err)
			}
			f.Harness.Path = fakeHarness(t, c.sweep)
			beside := func(context.Context, string) (End, error) {
				return func() (map[string]float64, error) { return nil, c.beside }, nil
			}
			err := f.Make(t.Context(), Sweep{Name: "second", Command: c.command, Beside: beside})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("%v, want %q", err, c.want)
			}
			if files, err := filepath.Glob(filepath.Join(f.path, "second*")); err != nil || len(files) > 0 {
				t.Errorf("left: %v, %v", files, err)
			}
			if a := f.Attempts(); a.Begun != 2 || a.Kept != 1 || len(a.Faults) != 1 || !strings.HasPrefix(a.Faults[0], "second: ") {
				t.Errorf("%+v", a)
			}
		})
	}
}

// A sweep that another harness made is refused, also where its file has nothing of it; and one
// that is made again is counted.
func TestAnotherHarness(t *testing.T) {
	const name, command = "a", "harness sweep --workload ttest"
	f := open(t, t.TempDir(), fakeHarness(t, sweepOf(t)))
	for range 2 {
		if err := f.Make(t.Context(), Sweep{Name: name, Command: command}); err != nil {
			t.Fatal(err)
		}
	}
	if a := f.Attempts(); a.Begun != 2 || a.Kept != 2 || a.Again != 1 {
		t.Errorf("%+v", a)
	}
	f.Harness.Digest = "another"
	if _, err := f.Has(name, command); err == nil || !strings.Contains(err.Error(), "by the harness") {
		t.Errorf("%v", err)
	}
}

// A sweep that got its name and no line in the log was killed in between: it is made again, and
// nobody took it out of the folder.
func TestKilledBeforeItsLine(t *testing.T) {
	const name, command = "a", "harness sweep --workload ttest"
	f := open(t, t.TempDir(), fakeHarness(t, sweepOf(t)))
	if err := f.Make(t.Context(), Sweep{Name: name, Command: command}); err != nil {
		t.Fatal(err)
	}
	f.tries = f.tries[:1]
	if has, err := f.Has(name, command); has || err != nil {
		t.Errorf("the folder has it: %v, %v", has, err)
	}
	if err := f.Make(t.Context(), Sweep{Name: name, Command: command}); err != nil {
		t.Fatal(err)
	}
	if has, err := f.Has(name, command); !has || err != nil {
		t.Errorf("made again: %v, %v", has, err)
	}
	if a := f.Attempts(); a.Begun != 2 || a.Kept != 1 || a.Again != 0 {
		t.Errorf("%+v", a)
	}
}

// A sweep whose file cannot have its name is noted as one that was not kept.
func TestNoName(t *testing.T) {
	f := open(t, t.TempDir(), fakeHarness(t, sweepOf(t)))
	if err := os.MkdirAll(filepath.Join(f.file("a"), "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.Make(t.Context(), Sweep{Name: "a", Command: "harness sweep --workload ttest"}); err == nil {
		t.Error("kept under the name of a folder")
	}
	if a := f.Attempts(); a.Begun != 1 || a.Kept != 0 || len(a.Faults) != 1 {
		t.Errorf("%+v", a)
	}
}

func TestOpenWithoutHarness(t *testing.T) {
	if _, err := Open(t.TempDir(), ""); err == nil || !strings.Contains(err.Error(), "name the harness") {
		t.Errorf("%v", err)
	}
	if _, err := Open(t.TempDir(), "/no/such"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

// A line that was being written when the machine stopped is no attempt; one that no program
// wrote is an error.
func TestReadAttempts(t *testing.T) {
	const line = `{"sweep":"a","time":"2026-11-29T12:00:00Z","harness":"abc"}` + "\n"
	for _, c := range []struct {
		text  string
		lines int
		whole int
		ok    bool
	}{{"", 0, 0, true}, {line, 1, len(line), true}, {line + line[:20], 1, len(line), true}, {line + "x\n", 0, 0, false}} {
		all, whole, err := readAttempts([]byte(c.text))
		if len(all) != c.lines || whole != int64(c.whole) || (err == nil) != c.ok {
			t.Errorf("%q: %d lines, %d bytes, %v", c.text, len(all), whole, err)
		}
	}
}

// The word FOLDER of a command line stands for a folder of each sweep's own.
func TestSame(t *testing.T) {
	for _, c := range []struct {
		planned, made string
		want          bool
	}{{"--data", "--data", true}, {"--data", "--tile", false}, {"FOLDER/rows.csv", "/tmp/plant1/rows.csv", true}, {"FOLDER/rows.csv", "/tmp/plant1/r.csv", false}} {
		if got := same(c.planned, c.made); got != c.want {
			t.Errorf("%s and %s: %v", c.planned, c.made, got)
		}
	}
}

// The sentences have what was not kept, and why.
func TestAttempts(t *testing.T) {
	for _, c := range []struct {
		of   Attempts
		want string
	}{
		{Attempts{Begun: 2, Kept: 2}, "2 sweeps were begun and 2 kept."},
		{Attempts{Begun: 5, Kept: 3, Again: 1, Faults: []string{"a: interrupted"}},
			"5 sweeps were begun and 3 kept, 1 of them in place of one that was taken out of the folder. Killed with the table: 1. Not kept: a: interrupted."},
	} {
		if got := c.of.String(); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}
