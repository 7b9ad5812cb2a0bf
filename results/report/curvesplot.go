package report

import (
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/figures"
	"serialfraction/results/timings/curves"
)

// curvePlot draws speed-up against N, both logarithmic.
func (t *terminal) curvePlot(a *curves.Analysis) {
	points := plottable(a.Points)
	if len(points) < 2 {
		return
	}
	t.gap()
	knots := curveKnots(a.Curve(), points)
	ax := curveAxes(points, knots, t.width-axisWidth-labelMargin-1, min(max(t.width/5, 16), 28))
	c := newCanvas(ax.wide()+labelMargin, ax.high())
	band := drawBand(c, ax, knots)
	drawIdeal(c, ax)
	last := math.Inf(1)
	if n := len(a.FittedWorkers); n > 0 {
		last = a.FittedWorkers[n-1]
	}
	drawCurve(c, ax, knots, []int{int(math.Ceil(min(max(last, 1), 1e9)))})
	drawCeiling(c, ax, a.MaxSpeedup)
	for _, fitted := range []bool{false, true} {
		for _, p := range points {
			if p.Fitted != fitted {
				continue
			}
			i := bold
			if !fitted {
				i = plain
			}
			y := min(max(ax.y(math.Log2(p.Speedup.Value)), 0), 4*ax.high()-1)
			c.put(ax.x(math.Log2(p.Workers))/2, y/4, []rune(markOf(p))[0], i)
		}
	}
	nameLines(c, ax, knots, a.MaxSpeedup)
	t.lines(t.paint("speed-up", dim))
	for y := range ax.high() {
		t.lines(t.paint(yTick(ax, y), dim) + c.row(y, t.painter))
	}
	t.lines(t.paint(xRule(ax), dim), t.paint(xLabels(ax), dim))
	for _, line := range wrapItems(curveLegend(a, points, len(knots) > 0, band), t.width-axisWidth) {
		t.lines(strings.Repeat(" ", axisWidth) + t.paint(line, dim))
	}
}

// plottable returns the points that have a place on logarithmic axes.
func plottable(points []curves.Point) []curves.Point {
	var some []curves.Point
	for _, p := range points {
		if v := p.Speedup.Value; figures.Finite(v) && v > 0 && p.Workers > 0 {
			some = append(some, p)
		}
	}
	return some
}

// curveKnots returns the curve between the least and the greatest N, close enough for
// a law with a bend.
func curveKnots(c *fit.Curve, points []curves.Point) []knot {
	if c == nil {
		return nil
	}
	const steps = 200
	first, last := math.Log2(points[0].Workers), math.Log2(points[len(points)-1].Workers)
	var knots []knot
	for i := range steps + 1 {
		n := first + (last-first)*float64(i)/steps
		s := c.Speedup(math.Exp2(n))
		if figures.Finite(s.Value) && s.Value > 0 {
			k := newKnot(1, s)
			k.n = n
			knots = append(knots, k)
		}
	}
	return knots
}

// curveAxes returns axes that hold the points and the curve, on about so many cells.
func curveAxes(points []curves.Point, knots []knot, wide, high int) axes {
	const deepest, highest, edge = -4, 40, 0.1
	least, greatest := math.Log2(points[0].Workers), math.Log2(points[len(points)-1].Workers)
	lo, hi := 0.0, 1.0
	for _, p := range points {
		lo, hi = min(lo, math.Log2(p.Speedup.Value)), max(hi, math.Log2(p.Speedup.Value))
	}
	for _, k := range knots {
		lo, hi = min(lo, k.value), max(hi, k.value)
	}
	ax := axes{left: min(int(math.Floor(least+edge)), 0), right: max(int(math.Ceil(greatest-edge)), 1)}
	ax.bottom = max(int(math.Floor(lo+edge)), deepest)
	top := min(int(math.Ceil(hi-edge)), highest)
	ax.top = max(min(top+1, max(ax.right, top)), ax.bottom+1)
	ax.perY = min(max(high/(ax.top-ax.bottom), 1), 6)
	ax.perX = max(min(wide/(ax.right-ax.left), 5*ax.perY), 1)
	return ax
}

// curveLegend explains the signs of the plot.
func curveLegend(a *curves.Analysis, points []curves.Point, drawn, band bool) []string {
	var items []string
	var used, unused bool
	for _, p := range points {
		used, unused = used || p.Fitted, unused || !p.Fitted
	}
	if used {
		items = append(items, filled+" fitted")
	}
	if unused {
		items = append(items, hollow+" not fitted")
	}
	if !drawn {
		return items
	}
	items = append(items, "⣀⣀ "+a.ChosenModel+" curve")
	if n := len(a.FittedWorkers); unused && n > 0 {
		items = append(items, "⣀ ⣀ beyond N = "+count(a.FittedWorkers[n-1]))
	}
	if band {
		return append(items, "░ "+figures.Level(fit.Interval{Level: a.Level})+" band")
	}
	return append(items, figures.Level(fit.Interval{Level: a.Level})+" band thinner than the curve")
}
