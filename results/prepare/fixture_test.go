package prepare

import (
	"path/filepath"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// simulatedRequest returns a request for a simulated sweep of 2 blocks of N = 1, 2, 4.
func simulatedRequest() results.Request {
	return results.Request{Workload: "wait", Settings: map[string][]string{"plant": {"0.9"}},
		Source: results.Source{Data: "synth:rows=640,cols=2"}, Pace: new(time.Duration),
		Engine: "sim", Schedule: "dynamic", ChunkRows: 5, Workers: []int{2, 4}, Repeats: 2, Seed: 3}
}

// made prepares a sweep, and closes it at the end of the test.
func made(t *testing.T, r results.Request, watch *Watch) *Sweep {
	t.Helper()
	s, err := New(t.Context(), r, nil, watch)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// kept makes the runs of a sweep, changes its header and its runs, and writes them to a file
// of that name.
func kept(t *testing.T, s *Sweep, folder, name string, change func(*results.Header), run func(*harness.Run)) *results.File {
	t.Helper()
	h := s.Header
	change(&h)
	w, err := results.Create(filepath.Join(folder, name), h)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for r, err := range s.Runs(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		run(&r)
		if err := w.Run(r); err != nil {
			t.Fatal(err)
		}
	}
	return w.File()
}
