package harness

import (
	"testing"
	"time"
)

// What a worker waits for a CPU moves its end once nobody can claim more in its place.
func TestEndDelay(t *testing.T) {
	const ms = time.Millisecond
	type claim struct {
		at    time.Duration
		late  bool
		delay time.Duration // run delay from the gate to here
	}
	for name, tc := range map[string]struct {
		wake   time.Duration
		claims []claim
		all    time.Duration
		end    time.Duration
		empty  time.Duration // offset of the last claim of all, where that is another worker's
		want   time.Duration
		reads  int
	}{
		"no chunk":                   {wake: 3 * ms, all: 3 * ms, end: 4 * ms, want: 3 * ms},
		"one claim":                  {wake: 3 * ms, claims: []claim{{3 * ms, false, 3 * ms}}, all: 5 * ms, end: 9 * ms, want: 5 * ms},
		"before the last":            {claims: []claim{{0, false, 0}, {4 * ms, true, 3 * ms}}, all: 3 * ms, end: 5 * ms, want: 0, reads: 1},
		"in the last":                {claims: []claim{{0, false, 0}, {ms / 10, true, 0}}, all: 3 * ms, end: 4 * ms, want: 3 * ms, reads: 1},
		"in the last, early":         {claims: []claim{{0, false, 0}, {ms / 10, false, 0}}, all: 3 * ms, end: 4 * ms, want: 3 * ms},
		"after a wake":               {wake: 2 * ms, claims: []claim{{2 * ms, false, 2 * ms}, {2*ms + ms/10, false, 2 * ms}}, all: 3 * ms, end: 4 * ms, want: ms, reads: 1},
		"in a long one and the last": {claims: []claim{{0, false, 0}, {ms / 10, false, 0}, {3 * ms, false, 2 * ms}}, all: 6 * ms, end: 9 * ms, want: 4 * ms, reads: 1},
		"in short ones":              {claims: []claim{{0, false, 0}, {ms / 10, false, ms / 20}, {ms / 5, false, ms / 10}}, all: ms, end: ms / 2, want: 3 * ms / 10},
		"others claim meanwhile":     {claims: []claim{{0, false, 0}, {4 * ms, true, 0}}, all: 4 * ms, end: 9 * ms, empty: 8 * ms, want: 8 * ms / 10, reads: 1},
		"others leave nothing":       {wake: 4 * ms, all: 4 * ms, end: 4 * ms, empty: 3 * ms, want: ms},
		"ended before":               {claims: []claim{{0, false, 0}, {4 * ms, true, 0}}, all: 2 * ms, end: 7 * ms, empty: 8 * ms, want: 0, reads: 1},
	} {
		l, reads := lastClaim{wake: tc.wake}, 0
		for _, c := range tc.claims {
			if l.claimed(c.at, c.late) {
				l.delay = c.delay
				reads++
			}
		}
		if got := l.endDelay(tc.all, tc.end, tc.empty); got != tc.want || reads != tc.reads {
			t.Errorf("%s: %v after %d readings, want %v after %d", name, got, reads, tc.want, tc.reads)
		}
	}
}
