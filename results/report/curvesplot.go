package report

import (
	"math"

	"serialfraction/fit"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
	"serialfraction/results/timings/curves"
)

// curvePlot draws the speed-ups of a series.
func (t *terminal) curvePlot(a *curves.Analysis) {
	points := plottable(a.Points)
	if len(points) < 2 {
		return
	}
	t.Gap()
	// What reaches less than a tenth of a doubling beyond an axis is drawn at its edge.
	const edge = 0.1
	least, greatest := math.Log2(points[0].Workers), math.Log2(points[len(points)-1].Workers)
	p := draw.Plot{
		Left:  min(int(math.Floor(least+edge)), 0),
		Right: max(int(math.Ceil(greatest-edge)), 1),
		Curve: curveKnots(a.Curve(), least, greatest),
		Last:  math.Inf(1),
	}
	for _, of := range points {
		p.Points = append(p.Points, draw.Mark{N: of.Workers, Speedup: of.Speedup.Value, Fitted: of.Fitted})
	}
	if n := len(a.FittedWorkers); n > 0 {
		p.Last = math.Ceil(a.FittedWorkers[n-1])
	}
	if a.MaxSpeedup != nil {
		p.Ceiling = a.MaxSpeedup.Value
	}
	lines, seen := p.Lines(t.Width, t.Painter)
	t.Lines(lines...)
	t.Legend(curveLegend(a, points, seen))
}

// plottable returns the points that have a place on logarithmic axes.
func plottable(points []curves.Point) []curves.Point {
	var some []curves.Point
	for _, p := range points {
		if v := p.Speedup.Value; number.Finite(v) && v > 0 && p.Workers > 0 {
			some = append(some, p)
		}
	}
	return some
}

// curveKnots returns the curve between two N, given as base-2 logarithms, at steps small enough
// for a law with a bend.
func curveKnots(c *fit.Curve, first, last float64) []draw.Knot {
	if c == nil {
		return nil
	}
	const steps = 200
	var knots []draw.Knot
	for i := range steps + 1 {
		n := first + (last-first)*float64(i)/steps
		knots = append(knots, draw.Knot{Log2N: n, Speedup: c.Speedup(math.Exp2(n))})
	}
	return knots
}

// curveLegend explains the signs of the plot.
func curveLegend(a *curves.Analysis, points []curves.Point, seen draw.Shown) []string {
	var items []string
	var used, unused bool
	for _, p := range points {
		used, unused = used || p.Fitted, unused || !p.Fitted
	}
	if used {
		items = append(items, draw.Filled+" fitted")
	}
	if unused {
		items = append(items, draw.Hollow+" not fitted")
	}
	if !seen.Curve {
		return items
	}
	items = append(items, "⣀⣀ "+a.ChosenModel+" curve")
	if n := len(a.FittedWorkers); n > 0 {
		items = append(items, beyond(a.FittedWorkers[n-1], unused, seen, a.AssumedLaw)...)
	}
	if seen.Band {
		return append(items, "░ "+number.Level(fit.Interval{Level: a.Level})+" band")
	}
	return append(items, number.Level(fit.Interval{Level: a.Level})+" band thinner than the curve")
}
