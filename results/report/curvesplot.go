package report

import (
	"math"

	"serialfraction/fit"
	"serialfraction/results/figures"
	"serialfraction/results/timings/curves"
)

// curvePlot draws the speed-ups of a series.
func (t *terminal) curvePlot(a *curves.Analysis) {
	points := plottable(a.Points)
	if len(points) < 2 {
		return
	}
	t.gap()
	// What reaches less than a tenth of a doubling beyond an axis is drawn at its edge.
	const edge = 0.1
	least, greatest := math.Log2(points[0].Workers), math.Log2(points[len(points)-1].Workers)
	p := plot{
		left:  min(int(math.Floor(least+edge)), 0),
		right: max(int(math.Ceil(greatest-edge)), 1),
		curve: curveKnots(a.Curve(), least, greatest),
		last:  math.Inf(1),
	}
	for _, of := range points {
		p.points = append(p.points, plotPoint{of.Workers, of.Speedup.Value, of.Fitted})
	}
	if n := len(a.FittedWorkers); n > 0 {
		p.last = math.Ceil(a.FittedWorkers[n-1])
	}
	if a.MaxSpeedup != nil {
		p.ceiling = a.MaxSpeedup.Value
	}
	lines, seen := p.lines(t.width, t.painter)
	t.lines(lines...)
	t.legend(curveLegend(a, points, seen))
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

// curveKnots returns the curve between two N, given as base-2 logarithms, close enough
// for a law with a bend.
func curveKnots(c *fit.Curve, first, last float64) []knot {
	if c == nil {
		return nil
	}
	const steps = 200
	var knots []knot
	for i := range steps + 1 {
		n := first + (last-first)*float64(i)/steps
		knots = append(knots, knot{n, c.Speedup(math.Exp2(n))})
	}
	return knots
}

// curveLegend explains the signs of the plot.
func curveLegend(a *curves.Analysis, points []curves.Point, seen shown) []string {
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
	if !seen.curve {
		return items
	}
	items = append(items, "⣀⣀ "+a.ChosenModel+" curve")
	if n := len(a.FittedWorkers); unused && n > 0 {
		items = append(items, "⣀ ⣀ beyond N = "+count(a.FittedWorkers[n-1]))
	}
	if seen.band {
		return append(items, "░ "+figures.Level(fit.Interval{Level: a.Level})+" band")
	}
	return append(items, figures.Level(fit.Interval{Level: a.Level})+" band thinner than the curve")
}
