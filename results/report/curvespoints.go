package report

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
	"serialfraction/results/timings/curves"
)

// mostRows is the largest number of N that a terminal shows; the other formats have all.
const mostRows = 40

// seriesPoints draws what was measured at each N.
func (t *terminal) seriesPoints(a *curves.Analysis) {
	shown := a.Points
	if len(shown) > mostRows {
		some := make([]curves.Point, mostRows)
		for i := range some {
			some[i] = shown[i*(len(shown)-1)/(mostRows-1)]
		}
		shown = some
	}
	t.Lines(seriesTable(a, shown).Lines(t.Width, t.Painter)...)
	var notes []string
	if len(shown) < len(a.Points) {
		notes = append(notes, fmt.Sprintf("%d of %s N are shown: the csv format has all", len(shown), wording.Grouped(len(a.Points))))
	}
	if slices.ContainsFunc(shown, func(p curves.Point) bool { return !p.Fitted }) {
		notes = append(notes, leftOut(a.AssumedLaw))
	}
	for _, line := range draw.WrapItems(notes, t.Width) {
		t.Lines(t.Paint(line, draw.Dim))
	}
}

// seriesTable returns the table of points.
func seriesTable(a *curves.Analysis, points []curves.Point) draw.Table {
	u := pointUnit(a.Points)
	type described = columnOf[curves.Point]
	table := []described{
		{draw.Column{}, markOf},
		{draw.Column{Head: "N", Align: draw.Decimal, Gap: 2}, func(p curves.Point) string { return number.Workers(p.Workers) }},
		{draw.Column{Head: "runs", Align: draw.Right, Gap: 2}, func(p curves.Point) string { return wording.Grouped(p.Runs) }},
	}
	switch a.Quantity {
	case curves.Time:
		table = append(table, described{draw.Column{Head: "time, " + u.Name, Align: draw.Decimal, Gap: 2}, func(p curves.Point) string { return u.Of(p.Seconds) }})
	case curves.Throughput:
		table = append(table, described{draw.Column{Head: "per second", Align: draw.Decimal, Gap: 2}, func(p curves.Point) string { return number.Significant(1/p.Seconds.Value, 4) }})
	}
	table = append(table,
		described{draw.Column{Head: fmt.Sprintf("%g %%", 100*a.Level), Align: draw.Decimal, Gap: 1, Drop: 3}, func(p curves.Point) string { return number.PlusMinus(p.Seconds) }},
		described{draw.Column{Head: "speed-up", Align: draw.Decimal, Gap: 2}, func(p curves.Point) string { return speedup(p.Speedup.Value) }},
		described{draw.Column{Head: "interval", Align: draw.Right, Gap: 2, Drop: 2}, func(p curves.Point) string { return ends(p.Speedup) }},
		described{draw.Column{Head: "efficiency", Align: draw.Right, Gap: 2}, func(p curves.Point) string {
			if p.Efficiency == nil {
				return number.None
			}
			return efficiency(*p.Efficiency)
		}},
		described{draw.Column{Head: "Karp–Flatt", Align: draw.Decimal, Gap: 2}, func(p curves.Point) string {
			if p.KarpFlatt == nil {
				return number.None
			}
			return number.Fixed(*p.KarpFlatt, 4)
		}},
		described{draw.Column{Head: "SE", Align: draw.Decimal, Gap: 1, Drop: 4}, func(p curves.Point) string { return serialError(a, p) }},
		described{draw.Column{Head: "curve", Align: draw.Decimal, Gap: 2}, func(p curves.Point) string {
			if p.FittedSpeedup == nil {
				return number.None
			}
			return speedupOf(*p.FittedSpeedup)
		}},
		described{draw.Column{Head: "band", Align: draw.Right, Gap: 2, Drop: 1}, func(p curves.Point) string {
			if p.FittedSpeedup == nil {
				return number.None
			}
			return ends(*p.FittedSpeedup)
		}},
		described{draw.Column{Head: "flags", Gap: 2}, func(p curves.Point) string { return draw.Clean(strings.Join(p.Flags, ", ")) }},
	)
	table = slices.DeleteFunc(table, func(c described) bool { // without a value
		return !slices.ContainsFunc(points, func(p curves.Point) bool { text := c.cell(p); return text != "" && text != number.None })
	})
	return tableOf(table, points, func(p curves.Point) bool { return p.Fitted })
}

// serialError writes the standard error of e at a point.
func serialError(a *curves.Analysis, p curves.Point) string {
	for _, e := range a.KarpFlatt {
		if e.Workers == p.Workers && e.SE != nil {
			return "±" + number.Fixed(*e.SE, 4)
		}
	}
	return number.None
}

func markOf(p curves.Point) string {
	if p.Fitted {
		return draw.Filled
	}
	return draw.Hollow
}

// pointUnit returns the unit of the times of one series, of those that were read and of
// those that are predicted.
func pointUnit(points []curves.Point) number.Unit {
	var times []fit.Interval
	for _, p := range points {
		times = append(times, p.Seconds)
	}
	return number.CommonUnit(times)
}
