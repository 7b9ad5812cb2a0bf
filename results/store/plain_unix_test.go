//go:build unix

package store

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// A pipe that nobody writes to, a device without end, a folder and a link to nothing in the folder
// are in its list as damaged, and hold nobody up: neither the list nor the search for the newest,
// nor that for earlier sweeps.
func TestNoPlainFiles(t *testing.T) {
	s, elsewhere := Folder{t.TempDir()}, t.TempDir()
	pipe := filepath.Join(elsewhere, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	reasons := map[string]string{"pipe": "is a pipe and no result file: remove it from the folder", "zero": "is a device and no", "folder": "is a folder and no", "nothing": "is a link that leads to no file (no such file or directory): remove it from the folder"}
	for name, to := range map[string]string{"pipe": pipe, "zero": "/dev/zero", "folder": elsewhere, "nothing": filepath.Join(elsewhere, "gone")} {
		if err := os.Symlink(to, filepath.Join(s.Dir, "20261122T093000.000Z-ttest-"+name+".jsonl")); err != nil {
			t.Fatal(err)
		}
	}
	runs := runtest.Amdahl(5, 1e6, 1e8, 1, 2, 4)
	good := stored(t, s, "20261121T093000.000Z-ttest-node.jsonl", at(0, nil), &results.End{}, runs...)

	found, err := s.List(t.Context(), Filter{})
	if err != nil || len(found) != 5 {
		t.Fatalf("%d entries, error %v", len(found), err)
	}
	for _, e := range found {
		for name, reason := range reasons {
			if strings.Contains(e.Path, name) && (e.State != Damaged || !strings.Contains(e.Reason, reason)) {
				t.Errorf("%s: %s, %q, want %q", name, e.State, e.Reason, reason)
			}
		}
	}
	if path, err := s.Find(t.Context(), Latest); err != nil || path != good {
		t.Errorf("latest is %s, error %v", path, err)
	}
	for name := range s.Newest("ttest", func(*results.Header) bool { return true }) {
		if name != filepath.Base(good) {
			t.Errorf("%s was read", name)
		}
	}
	path, err := s.Find(t.Context(), "20261122T093000.000Z-ttest-pipe")
	if err != nil || CheckPlain(path) == nil {
		t.Errorf("%s may be read; error %v", path, err)
	}
	if err := s.Remove(path); err != nil {
		t.Error(err)
	}
}
