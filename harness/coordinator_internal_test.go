package harness

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The run delay of the coordinator belongs to the phase in which it waited.
func TestCoordinatorDelay(t *testing.T) {
	const ms = time.Millisecond
	for name, tc := range map[string]struct {
		c              coordinator
		all, end, wall time.Duration
		want           CoordinatorDelay
	}{
		"in the split":              {coordinator{released: 2 * ms, joining: 2 * ms, waited: 3 * ms}, 2 * ms, 9 * ms, 10 * ms, CoordinatorDelay{Split: 2 * ms}},
		"while others work":         {coordinator{joining: 2 * ms, waited: 3 * ms}, 2 * ms, 9 * ms, 10 * ms, CoordinatorDelay{}},
		"waking up":                 {coordinator{waited: ms}, 4 * ms, 5 * ms, 10 * ms, CoordinatorDelay{Merge: 4 * ms}},
		"before it sleeps":          {coordinator{waited: ms}, 4 * ms, 9 * ms, 10 * ms, CoordinatorDelay{Merge: ms}},
		"later than all workers":    {coordinator{joining: 6 * ms, waited: 8 * ms}, 7 * ms, 5 * ms, 10 * ms, CoordinatorDelay{Merge: 4 * ms}},
		"later than all, in part":   {coordinator{joining: 2 * ms, waited: 8 * ms}, 2 * ms, 5 * ms, 10 * ms, CoordinatorDelay{Merge: 2 * ms}},
		"later than all, and split": {coordinator{released: ms, joining: 2 * ms, waited: 8 * ms}, 2 * ms, 5 * ms, 10 * ms, CoordinatorDelay{Split: ms, Merge: ms}},
	} {
		if got := *tc.c.phases(tc.all, tc.end, tc.wall); got != tc.want {
			t.Errorf("%s: %+v, want %+v", name, got, tc.want)
		}
	}
}

// Whatever the readings: no phase has a negative run delay, and the merge has at most its own
// length.
func TestCoordinatorDelayIsWithinTheRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ns := func(name string) time.Duration { return time.Duration(rapid.Int64Range(0, 1e6).Draw(t, name)) }
		c := coordinator{released: ns("split")}
		c.joining = c.released + ns("hand-out")
		c.waited = ns("waited")
		end := ns("end")
		wall := max(end, c.waited) + ns("merge")
		d := c.phases(c.joining+ns("merge delay"), end, wall)
		if d.Split < 0 || d.Merge < 0 || d.Merge > wall-end {
			t.Fatalf("%+v in a merge of %v", *d, wall-end)
		}
	})
}
