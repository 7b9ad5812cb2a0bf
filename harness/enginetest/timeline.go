package enginetest

import (
	"testing"

	"serialfraction/harness"
)

// timeline checks that an engine that keeps the times of chunks keeps every chunk, within the
// tiles of its worker, and none after a run with NoTimeline or one that failed.
func timeline(t *testing.T, e harness.Engine) {
	c, ok := e.(harness.Chronicler)
	if !ok {
		return // it keeps none, and it has no such method
	}
	j := Job(500, 4, 3)
	try(t, e, j, func(n int, _ []float64, timing harness.Timing) { CheckTimeline(t, j, n, timing, c.Timeline()) })
	bare := *j
	bare.NoTimeline = true
	try(t, e, &bare, func(n int, _ []float64, _ harness.Timing) {
		if l := c.Timeline(); l != nil {
			t.Errorf("N = %d: %d bytes of timeline of a job without", n, len(l))
		}
	})
	try(t, e, j, func(int, []float64, harness.Timing) {})
	bad := failing()
	if _, err := e.Run(t.Context(), make([]float64, bad.ResultLen()), bad, 1); err == nil || c.Timeline() != nil {
		t.Errorf("error %v and %d bytes of timeline after a run that failed", err, len(c.Timeline()))
	}
}

// CheckTimeline fails the test where the spans of a run are not within its tiles, or do not
// hold every chunk as often as it was worked on.
func CheckTimeline(t *testing.T, j *harness.Job, n int, timing harness.Timing, l harness.Timeline) {
	t.Helper()
	if err := l.Check(timing); err != nil {
		t.Errorf("N = %d: %v", n, err)
	}
	times := make([]int, j.NumChunks())
	total := 0
	for w, s := range l.All() {
		for i := range s.Chunks {
			if at := s.First + i; at >= len(times) {
				t.Fatalf("N = %d: worker %d at chunk %d of %d", n, w, at, len(times))
			}
			times[s.First+i]++
			total++
		}
	}
	for i, k := range times {
		if k != total/len(times) || k == 0 {
			t.Errorf("N = %d: chunk %d is in the timeline %d times, of %d for all %d chunks", n, i, k, total, len(times))
			return
		}
	}
}
