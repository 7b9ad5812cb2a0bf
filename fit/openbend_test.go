package fit

import (
	"math"
	"testing"
)

// TestOverBendsOpen: a fit of another bend that leaves a quantity open, such as a speed-up
// where its time is 0, makes both ends infinite and none NaN.
func TestOverBendsOpen(t *testing.T) {
	open := func(bentFit) (value, se float64) { return math.Inf(1), math.Inf(1) }
	got := overBends(Interval{Lo: -1, Hi: 1}, []bentFit{{reach: 2}}, open)
	if !math.IsInf(got.Lo, -1) || !math.IsInf(got.Hi, 1) {
		t.Errorf("ends %v to %v, want -Inf to +Inf", got.Lo, got.Hi)
	}
}
