package report

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"serialfraction/results"
	"serialfraction/results/figures"
)

// plot draws the speed-ups of a sweep.
func (t *terminal) plot(a *results.Analysis) {
	if len(a.Points) < 2 {
		return
	}
	t.gap()
	p := plot{right: 1, curve: fittedCurve(a.Points), last: math.Inf(1)}
	for _, of := range a.Points {
		p.right = max(p.right, bits.Len(uint(max(of.Workers, 1)-1)))
		p.points = append(p.points, plotPoint{float64(of.Workers), of.Speedup.Value, of.Fitted})
	}
	if len(a.FittedWorkers) > 0 {
		p.last = float64(slices.Max(a.FittedWorkers))
	}
	if a.MaxSpeedup != nil {
		p.ceiling = a.MaxSpeedup.Value
	}
	lines, seen := p.lines(t.width, t.painter)
	t.lines(lines...)
	t.legend(legend(a, seen))
}

// legend writes what the signs of a plot mean below it.
func (t *terminal) legend(items []string) {
	for _, line := range wrapItems(items, t.width-axisWidth) {
		t.lines(strings.Repeat(" ", axisWidth) + t.paint(line, dim))
	}
}

// fittedCurve returns the fitted curve at the points that have it, by N.
func fittedCurve(points []results.Point) []knot {
	var knots []knot
	for _, p := range points {
		if p.FittedSpeedup != nil {
			knots = append(knots, knot{math.Log2(float64(p.Workers)), *p.FittedSpeedup})
		}
	}
	slices.SortFunc(knots, func(a, b knot) int { return cmp.Compare(a.n, b.n) })
	return knots
}

// legend explains the signs that the plot uses.
func legend(a *results.Analysis, seen shown) []string {
	var items []string
	var used, unused bool
	for _, p := range a.Points {
		used, unused = used || p.Fitted, unused || !p.Fitted
	}
	if used {
		items = append(items, filled+" fitted")
	}
	if unused {
		items = append(items, hollow+" not fitted")
	}
	if seen.curve {
		items = append(items, "⣀⣀ curve")
		if len(a.FittedWorkers) > 0 && a.FittedWorkers[len(a.FittedWorkers)-1] < a.Points[len(a.Points)-1].Workers {
			items = append(items, "⣀ ⣀ beyond N = "+strconv.Itoa(a.FittedWorkers[len(a.FittedWorkers)-1]))
		}
		switch s := a.SerialFraction; {
		case s != nil && seen.band:
			items = append(items, "░ "+figures.Level(*s)+" band")
		case s != nil:
			items = append(items, figures.Level(*s)+" band thinner than the curve")
		}
	}
	return items
}
