package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/figures"
)

// points draws what was measured at each N.
func (t *terminal) points(a *results.Analysis) {
	if len(a.Points) == 0 {
		return
	}
	t.gap()
	g := pointGrid(a.Points)
	flags := flagColumn(a.Points)
	var notes []string
	if g.leastWidth()+flags.gap+columnWidth(flags) > t.width {
		flags.cells, notes = footnotes(a.Points)
	}
	if slices.ContainsFunc(flags.cells, func(s string) bool { return s != "" }) {
		g.add(flags)
	}
	t.lines(g.lines(t.width, t.painter)...)
	if slices.ContainsFunc(a.Points, func(p results.Point) bool { return !p.Fitted }) {
		notes = append(notes, hollow+" left out of the fit")
	}
	for _, line := range wrapItems(notes, t.width) {
		t.lines(t.paint(line, dim))
	}
}

// A pointColumn is a column of the table of points.
type pointColumn struct {
	column
	cell func(results.Point) string
}

// pointGrid returns the table of the points, without their flags.
func pointGrid(points []results.Point) grid {
	var times []fit.Interval
	for _, p := range points {
		times = append(times, p.Seconds)
	}
	u := commonUnit(times)
	table := []pointColumn{
		{column{}, mark},
		{column{head: "N", align: right, gap: 2}, func(p results.Point) string { return strconv.Itoa(p.Workers) }},
		{column{head: "runs", align: right, gap: 2}, func(p results.Point) string { return strconv.Itoa(p.Runs) }},
		{column{head: "time, " + u.name, align: point, gap: 2}, func(p results.Point) string { return u.number(p.Seconds) }},
		{column{head: level(points), align: point, gap: 1}, func(p results.Point) string { return figures.PlusMinus(p.Seconds) }},
		{column{head: "speed-up", align: point, gap: 2}, func(p results.Point) string { return speedup(p.Speedup.Value) }},
		{column{head: "interval", align: right, gap: 2, drop: 2}, func(p results.Point) string { return ends(p.Speedup) }},
		{column{head: "efficiency", align: right, gap: 2}, func(p results.Point) string { return efficiency(p.Efficiency) }},
		{column{head: "Karp–Flatt", align: point, gap: 2}, karpFlatt},
		{column{head: "curve", align: point, gap: 2}, func(p results.Point) string { return curve(p, speedupOf) }},
		{column{head: "band", align: right, gap: 2, drop: 1}, func(p results.Point) string { return curve(p, ends) }},
	}
	const ofCurve = 2
	before := len(table) - ofCurve
	if !slices.ContainsFunc(points, func(p results.Point) bool { return p.FittedSpeedup != nil }) {
		table = table[:before]
	}
	table = slices.Insert(table, before, processColumns(points)...)
	var g grid
	for _, row := range table {
		for _, p := range points {
			row.cells = append(row.cells, row.cell(p))
		}
		g.add(row.column)
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

// level returns the level of the intervals of the points: "95 %".
func level(points []results.Point) string {
	for _, p := range points {
		if p.Seconds.Level > 0 {
			return figures.Level(p.Seconds)
		}
	}
	return ""
}

func mark(p results.Point) string {
	if p.Fitted {
		return filled
	}
	return hollow
}

func karpFlatt(p results.Point) string {
	if p.KarpFlatt == nil {
		return figures.None
	}
	return figures.Fixed(*p.KarpFlatt, 4)
}

// efficiency writes a share with one digit behind the point throughout, which
// keeps a column straight from 100 % to 1 %.
func efficiency(x float64) string {
	if !figures.Finite(x) {
		return figures.None
	}
	return figures.Fixed(100*x, 1) + " %"
}

// speedup writes a speed-up without its sign of multiplication, for a column.
func speedup(x float64) string {
	if x >= 100 {
		return figures.Fixed(x, 1)
	}
	return figures.Fixed(x, 2)
}

func speedupOf(i fit.Interval) string { return speedup(i.Value) }

// ends writes the interval around a speed-up.
func ends(i fit.Interval) string {
	switch lo, hi := figures.Finite(i.Lo), figures.Finite(i.Hi); {
	case lo && hi && i.Lo < i.Hi:
		return speedup(i.Lo) + "–" + speedup(i.Hi)
	case lo && !hi:
		return "≥ " + speedup(i.Lo)
	case hi && !lo:
		return "≤ " + speedup(i.Hi)
	}
	return figures.None
}

// curve writes something about the fitted curve at p.
func curve(p results.Point, write func(fit.Interval) string) string {
	if p.FittedSpeedup == nil {
		return figures.None
	}
	return write(*p.FittedSpeedup)
}

// flagsOf returns the flags of p, fit to print.
func flagsOf(p results.Point) []string {
	var flags []string
	for _, f := range p.Flags {
		flags = append(flags, clean(f))
	}
	return flags
}

// flagColumn returns the flags written out.
func flagColumn(points []results.Point) column {
	c := column{head: "flags", gap: 2}
	for _, p := range points {
		c.cells = append(c.cells, strings.Join(flagsOf(p), ", "))
	}
	return c
}

// footnotes returns a letter per flag in place of the flags, and the notes that
// explain the letters: "a oversubscribed".
func footnotes(points []results.Point) (marks, notes []string) {
	var seen []string
	for _, p := range points {
		var of []string
		for _, f := range flagsOf(p) {
			i := slices.Index(seen, f)
			if i < 0 {
				i = len(seen)
				seen = append(seen, f)
				notes = append(notes, letter(i)+" "+f)
			}
			of = append(of, letter(i))
		}
		marks = append(marks, strings.Join(of, ""))
	}
	return marks, notes
}

// letter returns the sign of the footnote i: a to z, then numbers.
func letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return fmt.Sprintf("(%d)", i+1)
}
