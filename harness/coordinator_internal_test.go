package harness

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/harness/meter"
)

// The run delay of the coordinator belongs to the phase in which it waited.
func TestCoordinatorDelay(t *testing.T) {
	const ms = time.Millisecond
	type moments struct{ released, waiting, rejoined, ended meter.Moment }
	for name, tc := range map[string]struct {
		of     moments
		end    time.Duration
		split  time.Duration
		rejoin time.Duration
		merge  time.Duration
	}{
		"in the split":           {moments{at(3*ms, 2*ms), at(3*ms, 2*ms), at(9*ms, 2*ms), at(10*ms, 2*ms)}, 9 * ms, 2 * ms, 0, 0},
		"while others work":      {moments{at(0, 0), at(3*ms, 2*ms), at(9*ms, 2*ms), at(10*ms, 2*ms)}, 9 * ms, 0, 0, 0},
		"waking up":              {moments{at(0, 0), at(ms, 0), at(9*ms, 4*ms), at(10*ms, 4*ms)}, 5 * ms, 0, 4 * ms, 4 * ms},
		"before it sleeps":       {moments{at(0, 0), at(ms, 0), at(10*ms, 4*ms), at(10*ms, 4*ms)}, 9 * ms, 0, ms, ms},
		"in the merge":           {moments{at(0, 0), at(ms, 0), at(6*ms, ms), at(10*ms, 4*ms)}, 5 * ms, 0, ms, 4 * ms},
		"later than all workers": {moments{at(0, 0), at(8*ms, 6*ms), at(8*ms, 6*ms), at(10*ms, 7*ms)}, 5 * ms, 0, 0, 4 * ms},
		"later, and in part":     {moments{at(0, 0), at(8*ms, 2*ms), at(8*ms, 2*ms), at(10*ms, 2*ms)}, 5 * ms, 0, 0, 2 * ms},
		"later, and split":       {moments{at(2*ms, ms), at(8*ms, 2*ms), at(8*ms, 2*ms), at(10*ms, 2*ms)}, 5 * ms, ms, 0, ms},
	} {
		c := coordinator{released: tc.of.released, waiting: tc.of.waiting, rejoined: tc.of.rejoined, ended: tc.of.ended}
		got := c.phases(tc.end)
		if got.Split != tc.split || *got.Rejoin != tc.rejoin || got.Merge != tc.merge {
			t.Errorf("%s: split %v, rejoin %v, merge %v; want %v, %v, %v", name, got.Split, *got.Rejoin, got.Merge, tc.split, tc.rejoin, tc.merge)
		}
	}
}

func at(offset, delay time.Duration) meter.Moment { return meter.Moment{At: offset, Delay: delay} }

// Whatever the readings: no phase has a negative run delay, and the merge has at most its own
// length.
func TestCoordinatorDelayIsWithinTheRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ns := func(name string) time.Duration { return time.Duration(rapid.Int64Range(0, 1e6).Draw(t, name)) }
		var c coordinator
		c.released = at(ns("split"), ns("split delay"))
		c.waiting = at(c.released.At+ns("hand-out"), c.released.Delay+ns("hand-out delay"))
		end := ns("end")
		c.rejoined = at(max(end, c.waiting.At)+ns("rejoining"), c.waiting.Delay+ns("rejoin delay"))
		c.ended = at(c.rejoined.At+ns("merge"), c.rejoined.Delay+ns("merge delay"))
		d := c.phases(end)
		if d.Split < 0 || *d.Rejoin < 0 || *d.Rejoin > c.rejoining(end) || d.Merge < *d.Rejoin || d.Merge > c.ended.At-end {
			t.Fatalf("%+v, rejoined after %v, in a merge of %v", *d, *d.Rejoin, c.ended.At-end)
		}
	})
}
