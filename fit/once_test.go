package fit

import (
	"testing"
)

// The points of four_points.csv are T1·(1/n + 0.01·(n−1)) exactly, at most 5.26x faster.
// Of four N with one run each no law has a score, so that nothing was compared.
func TestFourPointsCompareNoLaws(t *testing.T) {
	ch, err := Default.Choose([]Reading{{1, 10}, {2, 5.1}, {4, 2.8}, {8, 1.95}})
	if err != nil {
		t.Fatal(err)
	}
	_, s := ch.Serial()
	most := ch.MaxSpeedup(ch.Curve)
	if ch.Decided || ch.Open.Kind != Uncompared || ch.Open.Need.String() != "N = 1, 2, 4, 8, 16 with 5 repeats of each" {
		t.Errorf("decided %v, open %+v", ch.Decided, ch.Open)
	}
	if s.Estimate.Lo > 0 || most.Lo > 5.2632 || most.Hi < 5.2631 {
		t.Errorf("S %v, largest speed-up %v: want intervals that hold 0 and 5.26", s.Estimate, most)
	}
}
