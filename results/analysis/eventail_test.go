package analysis

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A wait is taken from the chunk that it made longer, whatever chunks take by their rows.
func TestUndelay(t *testing.T) {
	const ms = time.Millisecond
	least := []time.Duration{ms, 9 * ms, ms, ms}
	for name, tc := range map[string]struct {
		times []time.Duration
		delay time.Duration
		want  []time.Duration
	}{
		"none":              {[]time.Duration{ms, 9 * ms, ms, 2 * ms}, 0, []time.Duration{ms, 9 * ms, ms, 2 * ms}},
		"in one chunk":      {[]time.Duration{ms, 9 * ms, 5 * ms, ms}, 4 * ms, least},
		"in the long chunk": {[]time.Duration{ms, 13 * ms, ms, ms}, 4 * ms, least},
		"in two":            {[]time.Duration{5 * ms, 9 * ms, 4 * ms, ms}, 5 * ms, []time.Duration{2 * ms, 9 * ms, 2 * ms, ms}},
		"in all, always":    {[]time.Duration{2 * ms, 9 * ms, ms, ms}, 7 * ms, []time.Duration{ms / 2, 9 * ms / 2, ms / 2, ms / 2}},
		"more than all":     {[]time.Duration{ms, 9 * ms, ms, ms}, 20 * ms, []time.Duration{0, 0, 0, 0}},
	} {
		undelay(tc.times, least, tc.delay)
		if !slices.Equal(tc.times, tc.want) {
			t.Errorf("%s: %v, want %v", name, tc.times, tc.want)
		}
	}
}

// The cuts add up to the sum, but for the nanoseconds of a division, or to all there is.
func TestWaterLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heights := rapid.SliceOfN(rapid.Int64Range(0, 1000), 0, 20).Draw(t, "heights")
		sum := rapid.Int64Range(0, 5000).Draw(t, "sum")
		var of []time.Duration
		total := int64(0)
		for _, h := range heights {
			of, total = append(of, time.Duration(h)), total+h
		}
		level, cut := waterLevel(of, time.Duration(sum)), int64(0)
		for _, h := range of {
			cut += max(0, int64(h-level))
		}
		if want := min(sum, total); cut < want || cut > want+int64(len(of)) {
			t.Fatalf("level %d cuts %d, want %d", level, cut, want)
		}
	})
}

func TestSpread(t *testing.T) {
	all := make([]timedRun, 100)
	for i := range all {
		all[i].Block = i
	}
	some := spread(all, 4)
	var blocks []int
	for _, e := range some {
		blocks = append(blocks, e.Block)
	}
	if !slices.Equal(blocks, []int{0, 25, 50, 75}) || len(spread(all[:3], 4)) != 3 {
		t.Errorf("blocks %v", blocks)
	}
}
