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
