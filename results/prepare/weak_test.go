package prepare

import (
	"testing"

	"serialfraction/results"
)

// N workers have N times the rows of one, in N times the chunks, and the header has those of
// one.
func TestWeakRowsGrow(t *testing.T) {
	for _, source := range []results.Source{{Data: "golub"}, {Data: "golub", Tile: 2}, {Data: "synth:rows=640,cols=4"}, {Data: "genotypes:variants=640,samples=20"}} {
		workload := "ttest"
		if source.Data[0] == 'g' && source.Data[1] == 'e' {
			workload = "trend"
		}
		r := results.Request{Workload: workload, Source: source, Engine: "sim", Schedule: "dynamic", Weak: true, Workers: []int{2, 5}, Repeats: 1}
		s, err := New(t.Context(), r, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		h := s.Header
		if !h.Weak || h.Data.Rows != s.Trials[0].Job.Data.NumRows() || len(h.Workers) != 3 || len(s.Trials) != 3 {
			t.Errorf("%v: header of %d rows at N = %v, %d trials", source, h.Data.Rows, h.Workers, len(s.Trials))
		}
		for i, n := range []int{1, 2, 5} {
			job := s.Trials[i].Job
			if got := job.Data.NumRows(); got != n*h.Data.Rows || job.Data.Name != h.Data.Name || job.ChunkRows != h.ChunkRows {
				t.Errorf("%v: N = %d has %d rows of %q in chunks of %d, want %d of %q in %d", source, n, got, job.Data.Name, job.ChunkRows, n*h.Data.Rows, h.Data.Name, h.ChunkRows)
			}
		}
		plain := r
		plain.Weak = false
		once, err := New(t.Context(), plain, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if once.Header.Data != h.Data || once.Header.Answer != h.Answer {
			t.Errorf("%v: the rows of one worker are %+v, want those of the source, %+v", source, h.Data, once.Header.Data)
		}
		runs := 0
		for run, err := range s.Runs(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if runs++; len(run.Timing.Workers) != run.Workers {
				t.Errorf("%v: a run at N = %d of %d workers", source, run.Workers, len(run.Timing.Workers))
			}
		}
		if runs != 3 {
			t.Errorf("%v: %d runs", source, runs)
		}
	}
}
