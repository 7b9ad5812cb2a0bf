package replay_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/harness/replay"
)

func TestTail(t *testing.T) {
	const ms = time.Millisecond
	even := []time.Duration{ms, ms, ms, ms, ms, ms}
	for _, tc := range []struct {
		schedule string
		costs    []time.Duration
		n        int
		want     time.Duration
	}{
		{"dynamic", even, 1, 0},
		{"dynamic", even, 2, 0},
		{"dynamic", even, 4, ms / 2}, // two rounds, two workers idle in the second
		{"dynamic", []time.Duration{ms, ms, ms, 4 * ms}, 2, 3 * ms / 2},           // ends at 2 and 5 ms
		{"dynamic", []time.Duration{4 * ms, ms, ms, ms}, 2, ms / 2},               // the long one first: 4 and 3 ms
		{"static", []time.Duration{4 * ms, ms, ms, ms}, 2, 3 * ms / 2},            // 5 and 2 ms
		{"guided", []time.Duration{ms, ms, ms, ms, ms, ms, ms, ms, ms, ms}, 2, 0}, // 2+2+1 and 2+1+1+1
		{"queue", []time.Duration{ms, ms, ms, 4 * ms}, 2, 3 * ms / 2},             // as dynamic
		{"dynamic", nil, 3, 0},                          // nothing to do
		{"dynamic", []time.Duration{3 * ms}, 3, 2 * ms}, // one of three works
	} {
		s, err := harness.ScheduleByName(tc.schedule)
		if err != nil {
			t.Fatal(err)
		}
		if got := replay.Tail(s, tc.costs, make([]time.Duration, tc.n)); got != tc.want {
			t.Errorf("%s, %v on %d: %v, want %v", tc.schedule, tc.costs, tc.n, got, tc.want)
		}
	}
}

// Workers that begin one after the other end so, as far as their claims do not make up for it.
func TestTailOfStaggeredWorkers(t *testing.T) {
	const ms = time.Millisecond
	for _, tc := range []struct {
		schedule      string
		costs, starts []time.Duration
		want          time.Duration
	}{
		{"static", []time.Duration{4 * ms, 4 * ms}, []time.Duration{0, 2 * ms}, ms},  // ends at 4 and 6 ms
		{"dynamic", []time.Duration{ms, ms, ms, ms}, []time.Duration{0, 2 * ms}, 0},  // three chunks and one
		{"dynamic", []time.Duration{ms, ms}, []time.Duration{0, 9 * ms}, 7 * ms / 2}, // the last begins when no chunk is left
		{"dynamic", []time.Duration{ms, ms}, []time.Duration{5 * ms}, 0},
	} {
		s, err := harness.ScheduleByName(tc.schedule)
		if err != nil {
			t.Fatal(err)
		}
		if got := replay.Tail(s, tc.costs, tc.starts); got != tc.want {
			t.Errorf("%s, %v from %v: %v, want %v", tc.schedule, tc.costs, tc.starts, got, tc.want)
		}
	}
}

// A worker that finds no chunk left waits for no more than the longest claim of the others,
// where a claim is one chunk.
func TestTailIsShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		costs := rapid.SliceOf(rapid.Custom(func(t *rapid.T) time.Duration {
			return time.Duration(rapid.Int64Range(0, 1e9).Draw(t, "cost"))
		})).Draw(t, "costs")
		longest := time.Duration(0)
		for _, c := range costs {
			longest = max(longest, c)
		}
		if tail := replay.Tail(harness.Schedules[0], costs, make([]time.Duration, rapid.IntRange(1, 9).Draw(t, "n"))); tail < 0 || tail > longest {
			t.Fatalf("tail %v, longest chunk %v", tail, longest)
		}
	})
}
