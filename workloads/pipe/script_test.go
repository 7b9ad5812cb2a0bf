package pipe

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A script that was written to is another one where its text is.
func TestScriptUnchanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "my score.py")
	write := func(text string, day int) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Date(2020, 1, day, 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	write("one", 1)
	s := scriptOf(t, path)
	if want := "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"; s.sum != want {
		t.Errorf("SHA-256 %s, want %s", s.sum, want)
	}
	write("one", 2)
	if err := s.unchanged(); err != nil {
		t.Errorf("a file that was saved again: %v", err)
	}
	write("two", 3)
	if err := s.unchanged(); err == nil || !strings.Contains(err.Error(), "my score.py was changed while it was in use") {
		t.Errorf("error %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := s.unchanged(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	p := standInOf(t, worded(), "adapter")
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.Call.script = s
	if _, err := p.NewWorker(t.Context()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a worker of a script that is gone: error %v", err)
	}
}
