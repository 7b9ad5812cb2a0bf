package remote_test

import (
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
)

// A sample is of the first chunks alone, by workers that have the job already: its rows count among those
// of the whole, and nothing of it is taken for a part of an answer. Staging a job twice costs nothing.
func TestSample(t *testing.T) {
	for _, ship := range remote.Ships {
		b := newBench(t, remote.Options{Ship: ship, Most: 2}, 1)
		j := enginetest.Job(50, 3, 4)
		b.job.Store(j)
		first, err := b.Stage(t.Context(), j)
		if err != nil || first <= 0 {
			t.Fatal(first, err)
		}
		if again, err := b.Stage(t.Context(), j); again != first || err != nil {
			t.Errorf("staged again: %v, %v, want %v", again, err, first)
		}
		for chunks, want := range map[int]int{3: 3, 100: 13} {
			timing, err := b.Sample(t.Context(), j, chunks, j.ChunkRows)
			if err != nil {
				t.Fatal(err)
			}
			if w := timing.Workers; len(w) != 1 || w[0].Chunks != want || w[0].Busy <= 0 || timing.Coordinator <= 0 {
				t.Errorf("%s: a sample of %d chunks: %+v", ship, chunks, timing)
			}
		}
		if ship == remote.Rows { // these may be smaller than those of the job
			if timing, err := b.Sample(t.Context(), j, 5, 1); err != nil || timing.Workers[0].Chunks != 5 {
				t.Errorf("a sample of rows: %+v, %v", timing, err)
			}
		}
		answer, _, err := harness.Once(t.Context(), b, j, 2)
		if err != nil || len(answer) != j.ResultLen() {
			t.Error(err)
		}
	}
}
