//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
)

// A mapped file that is cut short while this goroutine reads it ends in an error, not in a
// crash of the process.
func TestGuarded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.npy")
	if err := input.WriteFile(t.Context(), path, &harness.Dataset{Cols: 1000, Values: make([]float64, 1e6)}, nil); err != nil {
		t.Fatal(err)
	}
	d, err := input.Load(t.Context(), input.Source{Data: path})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := os.Truncate(path, 1<<20); err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	if code := guarded(&stderr, nil, func() int { return len(d.Digest()) }); code != exitFailed || !strings.Contains(stderr.String(), "cut short") {
		t.Errorf("exit code %d, stderr %q", code, &stderr)
	}
}
