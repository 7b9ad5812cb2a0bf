//go:build unix

package pipe

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
)

// A mapped file that is truncated during a run ends the run and not this process, although
// another goroutine writes the rows to the program.
func TestFileCutShort(t *testing.T) {
	const n, cols = 400, 1000
	path := filepath.Join(t.TempDir(), "rows.npy")
	if err := input.WriteFile(t.Context(), path, &harness.Dataset{Cols: cols, Values: make([]float64, n*cols)}, nil); err != nil {
		t.Fatal(err)
	}
	d, err := input.Load(t.Context(), input.Source{Data: path})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if d.Values == nil || d.Store == nil {
		t.Fatal("the values are not read from a mapping")
	}
	var programs []*program
	for _, perChunk := range []bool{false, true} {
		p := programOf(t, d, "good")
		p.PerChunk = perChunk
		if err := p.Try(t.Context()); err != nil {
			t.Fatal(err)
		}
		programs = append(programs, p)
	}
	if err := os.Truncate(path, 1<<20); err != nil {
		t.Fatal(err)
	}
	for _, p := range programs {
		job := &harness.Job{Data: d, Workload: p.work(), ChunkRows: 50}
		_, err := new(harness.Pool).Run(t.Context(), make([]float64, job.ResultLen()), job, 2)
		if !errors.As(err, new(*harness.KernelError)) || !strings.Contains(err.Error(), "can no longer be read") {
			t.Errorf("per chunk %v: error is %v, want a *KernelError with the cause", p.PerChunk, err)
		}
	}
}
