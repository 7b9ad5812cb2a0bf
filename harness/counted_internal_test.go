package harness

import "testing"

// Whether workers are counted is decided by the largest N of a sweep, here one of which the counters would take
// all files.
func TestAllRunsCountAlike(t *testing.T) {
	c, err := newCrew(t.Context(), emptyJob(1), 1, largestN(1<<40), nil)
	if err != nil {
		t.Fatal(err)
	}
	counts := c.counts
	if err := c.dismiss(); err != nil || counts {
		t.Errorf("one worker is counted where so many could not be: %v, %v", counts, err)
	}
}

// A run for its answer opens no counters, whose first one stops all CPUs.
func TestOnceCountsNothing(t *testing.T) {
	j := emptyJob(1)
	j.Workload.Kernel = func(dst []float64, _ Chunk) { dst[0] = 1 }
	_, timing, err := Once(t.Context(), &Pool{}, j, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range timing.Workers {
		if w.Counts != nil {
			t.Error("a worker is counted")
		}
	}
}
