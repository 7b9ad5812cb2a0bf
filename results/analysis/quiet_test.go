package analysis

import (
	"math"
	"testing"
)

// Without the waits for a CPU the causes still add up to the time of every run, no run is
// longer than it was, and S is that which the report has beside a busy machine.
func TestWithoutWaits(t *testing.T) {
	busy := 0
	for _, r := range recorded(t) {
		if !r.inDocs() {
			continue
		}
		path, s := r.path, r.sample
		all := s.WithoutWaits()
		if s.OtherWork() == nil {
			if all != nil {
				t.Errorf("%s: a sample without load, of which there was none", path)
			}
			continue
		}
		if len(all) == 0 {
			t.Errorf("%s: other work %+v, and no sample without it", path, s.OtherWork())
			continue
		}
		if s.study.fitted.knownWaits()[0] == fromAbove {
			continue
		}
		rest := all[0]
		busy++
		for k, times := range []Times{rest.All, rest.Fitted} {
			whole := []Times{s.All, s.Fitted}[k]
			shorter := 0
			for i, r := range times.Runs {
				sum := 0.0
				for _, c := range times.Causes {
					sum += c.Seconds[i]
				}
				if was := whole.Runs[i].Seconds; math.Abs(sum-r.Seconds) > 1e-9*was || r.Seconds > was {
					t.Errorf("%s: run %d at N = %d of %v s has %v s without load, its causes %v s", path, i, r.Workers, was, r.Seconds, sum)
				} else if r.Seconds < was {
					shorter++
				}
			}
			if shorter == 0 {
				t.Errorf("%s: no run is shorter", path)
			}
		}
		if (s.Fit == nil) != (s.OtherWork().Without == nil) || s.Fit != nil && *s.OtherWork().Without != rest.Fit.SerialFraction {
			t.Errorf("%s: without load S = %v, in the report %v", path, rest.Fit.SerialFraction, s.OtherWork().Without)
		}
	}
	if busy < 3 {
		t.Errorf("%d busy sweeps", busy)
	}
}
