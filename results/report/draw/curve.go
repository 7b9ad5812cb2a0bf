package draw

import (
	"math"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// A Knot is the fitted curve and its band at one N. Between knots it is drawn straight,
// which on logarithmic axes is close to every law that is fitted.
type Knot struct {
	Log2N   float64 // base-2 logarithm of N
	Speedup fit.Interval
}

// A logKnot is a knot, all in base-2 logarithms.
type logKnot struct{ n, value, lo, hi float64 }

// newCurve returns the knots that have a place on logarithmic axes. An end of the band
// that is unbounded, or not above 0, is kept far outside any plot.
func newCurve(knots []Knot) []logKnot {
	const far = 64
	var curve []logKnot
	for _, k := range knots {
		if !number.Finite(k.Log2N) || !number.Finite(k.Speedup.Value) || k.Speedup.Value <= 0 {
			continue
		}
		at := logKnot{n: k.Log2N, value: math.Log2(k.Speedup.Value), lo: -far, hi: far}
		if number.Finite(k.Speedup.Lo) && k.Speedup.Lo > 0 {
			at.lo = math.Log2(k.Speedup.Lo)
		}
		if number.Finite(k.Speedup.Hi) && k.Speedup.Hi > 0 {
			at.hi = math.Log2(k.Speedup.Hi)
		}
		curve = append(curve, at)
	}
	return curve
}

// between returns the curve at log2 N = n; false outside the knots.
func between(curve []logKnot, n float64) (logKnot, bool) {
	const hair = 1e-9
	for i := 1; i < len(curve); i++ {
		a, b := curve[i-1], curve[i]
		if n < a.n-hair || n > b.n+hair || a.n == b.n {
			continue
		}
		at := func(x, y float64) float64 { return x + (y-x)*(n-a.n)/(b.n-a.n) }
		return logKnot{n, at(a.value, b.value), at(a.lo, b.lo), at(a.hi, b.hi)}, true
	}
	return logKnot{}, false
}

// drawCurve draws the fitted curve, with gaps beyond log2 N = last, where no fitted run
// supports it.
func drawCurve(c *canvas, ax axes, curve []logKnot, last float64) {
	for x := range 2 * ax.wide() {
		n := ax.n(x)
		if n > last && x%6 > 3 { // two cells, and one free
			continue
		}
		if k, ok := between(curve, n); ok {
			c.dot(x, ax.y(k.value), Cyan)
		}
	}
}

// drawBand shades the cells whose middle lies in the band, and reports whether there were
// any.
func drawBand(c *canvas, ax axes, curve []logKnot) bool {
	any := false
	for x := range ax.wide() {
		k, ok := between(curve, ax.n(2*x))
		if !ok {
			continue
		}
		for y := range ax.high() {
			if v := ax.speedup(y); v >= k.lo && v <= k.hi {
				c.fill(x, y, Dim)
				any = true
			}
		}
	}
	return any
}
