package report

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/figures"
)

// A knot is the fitted curve and its band at one N, all as base-2 logarithms.
type knot struct{ n, value, lo, hi float64 }

// newCurve returns the fitted curve at the points that have it, by N. Between
// them it is drawn straight, which in a plot with logarithmic axes is close to
// every law that is fitted.
func newCurve(points []results.Point) []knot {
	var knots []knot
	for _, p := range points {
		if p.FittedSpeedup != nil && p.Workers > 0 && figures.Finite(p.FittedSpeedup.Value) && p.FittedSpeedup.Value > 0 {
			knots = append(knots, newKnot(p.Workers, *p.FittedSpeedup))
		}
	}
	slices.SortFunc(knots, func(a, b knot) int { return cmp.Compare(a.n, b.n) })
	return knots
}

// newKnot keeps an end that is unbounded, or not above 0, far outside any plot.
func newKnot(workers int, i fit.Interval) knot {
	const far = 64
	k := knot{n: math.Log2(float64(workers)), value: math.Log2(i.Value), lo: -far, hi: far}
	if figures.Finite(i.Lo) && i.Lo > 0 {
		k.lo = math.Log2(i.Lo)
	}
	if figures.Finite(i.Hi) && i.Hi > 0 {
		k.hi = math.Log2(i.Hi)
	}
	return k
}

// between returns the curve at log2 N = n; false outside the knots.
func between(knots []knot, n float64) (knot, bool) {
	const hair = 1e-9
	for i := 1; i < len(knots); i++ {
		a, b := knots[i-1], knots[i]
		if n < a.n-hair || n > b.n+hair || a.n == b.n {
			continue
		}
		at := func(x, y float64) float64 { return x + (y-x)*(n-a.n)/(b.n-a.n) }
		return knot{n, at(a.value, b.value), at(a.lo, b.lo), at(a.hi, b.hi)}, true
	}
	return knot{}, false
}

// drawIdeal draws speed-up = N as a line of single dots.
func drawIdeal(c *canvas, ax axes) {
	for x := 0; x < 2*ax.wide(); x += 4 {
		c.dot(x, ax.y(ax.n(x)), dim)
	}
}

// drawCurve draws the fitted curve, with gaps where no fitted run supports it.
func drawCurve(c *canvas, ax axes, knots []knot, fitted []int) {
	last := math.Inf(1)
	if len(fitted) > 0 {
		last = math.Log2(float64(slices.Max(fitted)))
	}
	for x := range 2 * ax.wide() {
		n := ax.n(x)
		if n > last && x%6 > 3 { // two cells, and one free
			continue
		}
		if k, ok := between(knots, n); ok {
			c.dot(x, ax.y(k.value), cyan)
		}
	}
}

// drawBand shades the cells whose middle lies in the band, and says whether
// there were any.
func drawBand(c *canvas, ax axes, knots []knot) bool {
	any := false
	for x := range ax.wide() {
		k, ok := between(knots, ax.n(2*x))
		if !ok {
			continue
		}
		for y := range ax.high() {
			if v := ax.speedup(y); v >= k.lo && v <= k.hi {
				c.fill(x, y, dim)
				any = true
			}
		}
	}
	return any
}

// drawCeiling draws the greatest speed-up where it lies in the plot.
func drawCeiling(c *canvas, ax axes, most *fit.Interval) {
	y, ok := ceilingRow(ax, most)
	if !ok {
		return
	}
	for x := range ax.wide() {
		if c.at(x, y).dots == 0 {
			c.put(x, y, '╌', dim)
		}
	}
}

// ceilingRow returns the row of the ceiling; false if it is outside the plot.
func ceilingRow(ax axes, most *fit.Interval) (y int, ok bool) {
	if most == nil || !figures.Finite(most.Value) || most.Value <= 0 {
		return 0, false
	}
	y = ax.y(math.Log2(most.Value)) / 4
	return y, y >= 0 && y < ax.high()
}

// drawPoints draws what was measured; where two fall into one cell, a fitted
// one is seen.
func drawPoints(c *canvas, ax axes, points []results.Point) {
	for _, fitted := range []bool{false, true} {
		for _, p := range points {
			v := p.Speedup.Value
			if p.Fitted != fitted || !figures.Finite(v) || v <= 0 {
				continue
			}
			y := min(max(ax.y(math.Log2(v)), 0), 4*ax.high()-1)
			i := bold
			if !fitted {
				i = plain
			}
			c.put(ax.x(math.Log2(float64(p.Workers)))/2, y/4, []rune(mark(p))[0], i)
		}
	}
}

// nameLines writes the name of each line at its right end.
func nameLines(c *canvas, ax axes, knots []knot, most *fit.Interval) {
	name := func(y int, text string, i ink) {
		for _, near := range []int{y, y - 1, y + 1, y - 2, y + 2} {
			if c.write(ax.wide()+1, near, text, i) {
				return
			}
		}
	}
	if y, ok := ceilingRow(ax, most); ok {
		name(y, "ceiling "+figures.Factor(most.Value), dim)
	}
	if len(knots) > 0 {
		end := knots[len(knots)-1]
		name(ax.y(end.value)/4, "curve "+figures.Factor(math.Exp2(end.value)), cyan)
	}
	if ax.top >= ax.right {
		name(ax.y(float64(ax.right))/4, "ideal", dim)
		return
	}
	// The ideal line leaves through the top: its name stands beside it.
	c.write(ax.x(float64(ax.top))/2+2, 0, "ideal", dim)
}
