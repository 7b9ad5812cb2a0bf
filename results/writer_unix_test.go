//go:build unix

package results

import (
	"os"
	"path/filepath"
	"testing"
)

// A new result file, which holds command lines, is its user's alone. One that exists keeps its
// mode.
func TestFileIsItsUsersAlone(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, "kept.jsonl")
	if err := os.WriteFile(kept, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(kept, 0o640); err != nil { // whatever the umask
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{filepath.Join(dir, "new.jsonl"): 0o600, kept: 0o640} {
		w, err := Create(path, Header{Workload: "ttest", Engine: "pool", Workers: []int{1}})
		if err != nil {
			t.Fatal(err)
		}
		w.Close()
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v, %v", path, info.Mode(), want, err)
		}
	}
}
