package number

import (
	"math"
	"testing"

	"serialfraction/fit"
)

// What leaves out 1, or 0, is written so that it does, and an end that excludes nothing is not
// written with fifty digits.
func TestSpanApart(t *testing.T) {
	for _, tt := range []struct {
		i      fit.Interval
		none   float64
		digits int
		want   string
	}{
		{fit.Interval{Value: 1, Lo: 0.95, Hi: 1.05}, 1, 2, "0.95–1.05"},
		{fit.Interval{Value: 1, Lo: 1.00004, Hi: 1.03}, 1, 2, "1.00004–1.03000"},
		{fit.Interval{Value: 1, Lo: 0.9, Hi: 0.9996}, 1, 2, "0.9000–0.9996"},
		{fit.Interval{Value: 1, Lo: 1, Hi: 1.03}, 1, 2, "1.00–1.03"},
		{fit.Interval{Lo: 0.00002, Hi: 0.03}, 0, 3, "0.00002–0.03000"},
		{fit.Interval{Lo: -0.02, Hi: 0.03}, 0, 2, "-0.02 to 0.03"},
		{fit.Interval{Lo: -0.00002, Hi: 0.00003}, 0, 4, "0.0000 to 0.0000"},
		{fit.Interval{Lo: -0.03, Hi: -0.00002}, 0, 3, "-0.03000 to -0.00002"},
		{fit.Interval{Value: 1, Lo: 1e-52, Hi: 1e52}, 1, 2, None},
		{fit.Interval{Value: 1, Lo: 0.4, Hi: 1e52}, 1, 2, "≥ 0.40"},
		{fit.Interval{Value: 2000, Lo: 1900, Hi: 2100}, 1, 0, "1900–2100"},
		{fit.Interval{Value: 0.001, Lo: 1e-52, Hi: 0.002}, 1, 3, "≤ 0.002"},
		{fit.Interval{Value: 500, Lo: 1.5, Hi: 1e5}, 1, 2, "≥ 1.50"},
		{fit.Interval{Value: 0.002, Lo: 1e-5, Hi: 0.9}, 1, 2, "≤ 0.90"},
		{fit.Interval{Lo: -1e52, Hi: 1e52}, 0, 2, None},
		{fit.Interval{Lo: -3, Hi: math.Inf(1)}, 0, 2, "≥ -3.00"},
	} {
		if got := SpanApart(tt.i, tt.none, tt.digits); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.i, got, tt.want)
		}
	}
	if got := Fixed(1e52, 0); got != "1e+52" {
		t.Errorf("1e52: %q", got)
	}
}
