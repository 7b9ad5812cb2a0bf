//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package store

import (
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/results"
)

// A file that a sweep is writing is listed as running and is not removed.
func TestStoreKnowsWhatIsWritten(t *testing.T) {
	s := Folder{t.TempDir()}
	w, err := results.Create(filepath.Join(s.Dir, "now.jsonl"), header(1, 2))
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.List(t.Context(), Filter{})
	if err != nil || len(found) != 1 || found[0].State != Running {
		t.Errorf("%+v, %v", found, err)
	}
	if err := s.Remove(w.Path()); err == nil || !strings.Contains(err.Error(), "being written") {
		t.Errorf("removed under a sweep: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if found, err = s.List(t.Context(), Filter{}); err != nil || found[0].State != Interrupted {
		t.Errorf("after it: %+v, %v", found, err)
	}
	if err := s.Remove(w.Path()); err != nil {
		t.Error(err)
	}
}
