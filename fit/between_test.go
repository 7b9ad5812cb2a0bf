package fit

import (
	"math"
	"testing"
)

// Noise of two quantities cancels in part; what is left open of them need not.
func TestBetweenMinus(t *testing.T) {
	of := func(lo, least, value, most, hi float64) Between {
		return Between{Interval{value, lo, hi, 0.95}, least, most}
	}
	inf := math.Inf(1)
	for name, tc := range map[string]struct{ a, b, want Between }{
		"noise alone":  {of(5, 8, 8, 8, 12), of(1, 4, 4, 4, 7), of(8-4-math.Hypot(3, 3), 4, 4, 4, 4+math.Hypot(4, 3))},
		"gaps alone":   {of(5, 5, 7, 9, 9), of(1, 1, 3, 5, 5), of(0, 0, 4, 8, 8)},
		"of which one": {of(4, 5, 7, 9, 12), of(0, 3, 3, 3, 4), of(2-math.Sqrt2, 2, 4, 6, 6+math.Hypot(3, 3))},
		"unbounded":    {of(4, 5, 7, inf, inf), of(-inf, 3, 3, 3, 4), of(2-math.Sqrt2, 2, 4, inf, inf)},
	} {
		got := tc.a.Minus(tc.b)
		for i, pair := range [][2]float64{{got.Lo, tc.want.Lo}, {got.Least, tc.want.Least}, {got.Value, tc.want.Value}, {got.Most, tc.want.Most}, {got.Hi, tc.want.Hi}} {
			if pair[0] != pair[1] && !(math.Abs(pair[0]-pair[1]) < 1e-12) {
				t.Errorf("%s: number %d is %v, want %v", name, i, pair[0], pair[1])
			}
		}
	}
}
