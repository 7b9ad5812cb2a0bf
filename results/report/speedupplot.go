package report

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// plot draws the speed-ups of a sweep, in so many lines besides what is around them; 0 = as many as the width asks
// for.
func (t *terminal) plot(a *analysis.Report, high int) {
	if len(a.Points) < 2 {
		return
	}
	t.Gap()
	p := draw.Plot{Right: 1, High: high, Curve: fittedCurve(a.Points), Last: math.Inf(1)}
	for _, of := range a.Points {
		p.Right = max(p.Right, bits.Len(uint(max(of.Workers, 1)-1)))
		p.Points = append(p.Points, draw.Mark{N: float64(of.Workers), Speedup: of.Speedup.Value, Fitted: of.Fitted})
	}
	if len(a.FittedWorkers) > 0 {
		p.Last = float64(slices.Max(a.FittedWorkers))
	}
	if a.MaxSpeedup != nil && a.MadeByLoad() == nil { // else it is that of other work
		p.Ceiling = a.MaxSpeedup.Value
	}
	lines, seen := p.Lines(t.Width, t.Painter)
	t.Lines(lines...)
	t.Legend(legend(a, seen))
}

// fittedCurve returns the fitted curve at the points that have it, by N.
func fittedCurve(points []analysis.Point) []draw.Knot {
	var knots []draw.Knot
	for _, p := range points {
		if p.FittedSpeedup != nil {
			knots = append(knots, draw.Knot{Log2N: math.Log2(float64(p.Workers)), Speedup: *p.FittedSpeedup})
		}
	}
	slices.SortFunc(knots, func(a, b draw.Knot) int { return cmp.Compare(a.Log2N, b.Log2N) })
	return knots
}

// beyond explains the lines of a plot that go beyond the last fitted N: the curve, if it goes
// further, and the ceiling.
func beyond(last float64, further bool, seen draw.Shown, law *fit.Assumption) []string {
	var lines []string
	if further {
		lines = append(lines, "⣀ ⣀")
	}
	if seen.Ceiling && law != nil {
		lines = append(lines, "╌╌")
	}
	switch {
	case len(lines) == 0:
		return nil
	case law != nil:
		return []string{wording.And(lines...) + " " + law.If()}
	}
	return []string{lines[0] + " beyond N = " + number.Workers(last)}
}

// legend explains the signs that the plot uses.
func legend(a *analysis.Report, seen draw.Shown) []string {
	var items []string
	var used, unused bool
	for _, p := range a.Points {
		used, unused = used || p.Fitted, unused || !p.Fitted
	}
	if used {
		items = append(items, draw.Filled+" fitted")
	}
	if unused {
		items = append(items, draw.Hollow+" not fitted")
	}
	if seen.Curve {
		items = append(items, "⣀⣀ curve")
		last, further := 0.0, false
		if n := len(a.FittedWorkers); n > 0 {
			last = float64(a.FittedWorkers[n-1])
			further = a.FittedWorkers[n-1] < a.Points[len(a.Points)-1].Workers
		}
		items = append(items, beyond(last, further, seen, a.AssumedLaw)...)
		switch s := a.SerialFraction; {
		case s != nil && seen.Band:
			items = append(items, "░ "+number.Level(*s)+" band")
		case s != nil:
			items = append(items, number.Level(*s)+" band thinner than the curve")
		}
	}
	return items
}
