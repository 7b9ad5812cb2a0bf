package results

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"serialfraction/harness/runtest"
)

func create(t *testing.T, h Header) *Writer {
	t.Helper()
	w, err := Create(filepath.Join(t.TempDir(), "sweep.jsonl"), h)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// A file that a Writer has open cannot be opened by another.
func TestOneWriter(t *testing.T) {
	w := create(t, sampleHeader(1, 2))
	for name, open := range map[string]func() (*Writer, error){
		"Reopen": func() (*Writer, error) { return Reopen(w.Path()) },
		"Create": func() (*Writer, error) { return Create(w.Path(), sampleHeader(1, 2)) },
	} {
		if _, err := open(); err == nil || !strings.Contains(err.Error(), "is being written by another sweep: wait for its end") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Reopen(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

// A sweep that is killed before its header leaves an empty file, which a new sweep may use.
func TestCreateTakesAnEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.jsonl")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Reopen(path); err == nil || !strings.Contains(err.Error(), "empty") {
		t.Errorf("Reopen: %v", err)
	}
	w, err := Create(path, sampleHeader(1, 2))
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	if _, err := Read(path); err != nil {
		t.Error(err)
	}
}

// A new file to which no run could be written is removed; one that was there before is not, for it
// tells of an earlier sweep.
func TestFileWithoutRuns(t *testing.T) {
	run := runtest.AmdahlRun(0, 1, 0, time.Second, 1)
	w := create(t, sampleHeader(1))
	w.f.Close()
	err := w.Run(run)
	lost := new(WriteError)
	if !errors.As(err, &lost) || !lost.None || lost.Mendable() || !strings.Contains(err.Error(), "no run was written, and the file was removed: mend that, or name another, and sweep again") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(w.Path()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file: %v", err)
	}
	path := filepath.Join(t.TempDir(), "sweep.jsonl")
	if err := os.WriteFile(path, mustEncode(t, sampleHeader(1)), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := Reopen(path)
	if err != nil {
		t.Fatal(err)
	}
	again.f.Close()
	if err := again.Run(run); !errors.As(err, &lost) || lost.None || !lost.Mendable() || !strings.HasSuffix(err.Error(), ": it has no run") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("a file that was there: %v", err)
	}
}

// What happens to a file while it is written is returned as an error once, and the runs are
// kept in memory.
func TestWriterLosesItsFile(t *testing.T) {
	run := runtest.AmdahlRun(0, 1, 0, time.Second, 1)
	for _, c := range []struct {
		name string
		do   func(t *testing.T, w *Writer) error
		want string
	}{
		{"removed", func(t *testing.T, w *Writer) error { return os.Remove(w.Path()) }, "was removed while the sweep ran: only the report of the sweep is left"},
		{"replaced", func(t *testing.T, w *Writer) error {
			other := w.Path() + "2"
			return errors.Join(os.WriteFile(other, nil, 0o644), os.Rename(other, w.Path()))
		}, "was replaced by another while the sweep ran"},
		{"cut", func(t *testing.T, w *Writer) error { return os.Truncate(w.Path(), 9) }, "another program wrote to it while the sweep ran"},
		{"closed", func(t *testing.T, w *Writer) error { return w.Close() }, "file already closed: the 1 run before it are kept"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := create(t, sampleHeader(1, 2))
			if err := errors.Join(w.Run(run), c.do(t, w)); err != nil {
				t.Fatal(err)
			}
			err := w.Run(run)
			if !errors.As(err, new(*WriteError)) || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v, want %q", err, c.want)
			}
			if err := errors.Join(w.Run(run), w.End(End{Stopped: "x"})); err != nil {
				t.Errorf("a second error: %v", err)
			}
			if f := w.File(); len(f.Runs) != 3 || f.End == nil {
				t.Errorf("%d runs in memory, end %v", len(f.Runs), f.End)
			}
		})
	}
}
