package report

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/figures"
	"serialfraction/results/timings/curves"
)

// mostRows is how many N a terminal shows; the other formats have all.
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
	t.lines(seriesGrid(a, shown).lines(t.width, t.painter)...)
	var notes []string
	if len(shown) < len(a.Points) {
		notes = append(notes, fmt.Sprintf("%d of %s N are shown: the csv format has all", len(shown), figures.Grouped(len(a.Points))))
	}
	if slices.ContainsFunc(shown, func(p curves.Point) bool { return !p.Fitted }) {
		notes = append(notes, hollow+" left out of the fit")
	}
	for _, line := range wrapItems(notes, t.width) {
		t.lines(t.paint(line, dim))
	}
}

// seriesGrid returns the table of points.
func seriesGrid(a *curves.Analysis, points []curves.Point) grid {
	var times []fit.Interval
	for _, p := range points {
		times = append(times, p.Seconds)
	}
	u := commonUnit(times)
	type cell = func(curves.Point) string
	type described struct {
		column
		cell cell
	}
	table := []described{
		{column{}, markOf},
		{column{head: "N", align: point, gap: 2}, func(p curves.Point) string { return count(p.Workers) }},
		{column{head: "runs", align: right, gap: 2}, func(p curves.Point) string { return figures.Grouped(p.Runs) }},
	}
	switch a.Quantity {
	case curves.Time:
		table = append(table, described{column{head: "time, " + u.name, align: point, gap: 2}, func(p curves.Point) string { return u.number(p.Seconds) }})
	case curves.Throughput:
		table = append(table, described{column{head: "per second", align: point, gap: 2}, func(p curves.Point) string { return figures.Significant(1/p.Seconds.Value, 4) }})
	}
	table = append(table,
		described{column{head: fmt.Sprintf("%g %%", 100*a.Level), align: point, gap: 1, drop: 3}, func(p curves.Point) string { return figures.PlusMinus(p.Seconds) }},
		described{column{head: "speed-up", align: point, gap: 2}, func(p curves.Point) string { return speedup(p.Speedup.Value) }},
		described{column{head: "interval", align: right, gap: 2, drop: 2}, func(p curves.Point) string { return ends(p.Speedup) }},
		described{column{head: "efficiency", align: right, gap: 2}, func(p curves.Point) string {
			if p.Efficiency == nil {
				return figures.None
			}
			return efficiency(*p.Efficiency)
		}},
		described{column{head: "Karp–Flatt", align: point, gap: 2}, func(p curves.Point) string {
			if p.KarpFlatt == nil {
				return figures.None
			}
			return figures.Fixed(*p.KarpFlatt, 4)
		}},
		described{column{head: "SE", align: point, gap: 1, drop: 4}, func(p curves.Point) string { return serialError(a, p) }},
		described{column{head: "curve", align: point, gap: 2}, func(p curves.Point) string {
			if p.FittedSpeedup == nil {
				return figures.None
			}
			return speedupOf(*p.FittedSpeedup)
		}},
		described{column{head: "band", align: right, gap: 2, drop: 1}, func(p curves.Point) string {
			if p.FittedSpeedup == nil {
				return figures.None
			}
			return ends(*p.FittedSpeedup)
		}},
		described{column{head: "flags", gap: 2}, func(p curves.Point) string { return clean(strings.Join(p.Flags, ", ")) }},
	)
	var g grid
	for _, row := range table {
		said := false
		for _, p := range points {
			c := row.cell(p)
			said = said || c != "" && c != figures.None
			row.cells = append(row.cells, c)
		}
		if said { // a column of nothing is left out
			g.add(row.column)
		}
	}
	for _, p := range points {
		i := plain
		if !p.Fitted {
			i = dim
		}
		g.inks = append(g.inks, i)
	}
	return g
}

// serialError writes the standard error of e at a point.
func serialError(a *curves.Analysis, p curves.Point) string {
	for _, e := range a.KarpFlatt {
		if e.Workers == p.Workers && e.SE != nil {
			return "±" + figures.Fixed(*e.SE, 4)
		}
	}
	return figures.None
}

func markOf(p curves.Point) string {
	if p.Fitted {
		return filled
	}
	return hollow
}
