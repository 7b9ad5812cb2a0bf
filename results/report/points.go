package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// points draws what was measured at each N.
func (t *terminal) points(a *analysis.Report) {
	if len(a.Points) == 0 {
		return
	}
	t.Gap()
	g := pointTable(a.Points)
	flags := flagColumn(a.Points)
	var notes []string
	if g.LeastWidth()+flags.Gap+flags.Width() > t.Width {
		flags.Cells, notes = footnotes(a.Points)
	}
	if slices.ContainsFunc(flags.Cells, func(s string) bool { return s != "" }) {
		g.Add(flags)
	}
	t.Lines(g.Lines(t.Width, t.Painter)...)
	if slices.ContainsFunc(a.Points, func(p analysis.Point) bool { return !p.Fitted }) {
		notes = append(notes, leftOut(a.AssumedLaw))
	}
	for _, line := range draw.WrapItems(notes, t.Width) {
		t.Lines(t.Paint(line, draw.Dim))
	}
}

// leftOut explains the sign of points that are not fitted, and what their curve is.
func leftOut(law *fit.Assumption) string {
	if law == nil {
		return draw.Hollow + " left out of the fit"
	}
	return draw.Hollow + " left out of the fit: curve by " + law.Law()
}

// A columnOf is a column of a table of points of one kind.
type columnOf[P any] struct {
	draw.Column
	cell func(P) string
}

// A pointColumn is a column of the table of the points of a sweep.
type pointColumn = columnOf[analysis.Point]

// tableOf returns a table with a row for each point; one that is not fitted is dim.
func tableOf[P any](columns []columnOf[P], points []P, fitted func(P) bool) (g draw.Table) {
	for _, column := range columns {
		for _, p := range points {
			column.Cells = append(column.Cells, column.cell(p))
		}
		g.Add(column.Column)
	}
	for _, p := range points {
		i := draw.Plain
		if !fitted(p) {
			i = draw.Dim
		}
		g.Inks = append(g.Inks, i)
	}
	return g
}

// pointTable returns the table of the points, without their flags.
func pointTable(points []analysis.Point) draw.Table {
	var times []fit.Interval
	for _, p := range points {
		times = append(times, p.Seconds)
	}
	u := number.CommonUnit(times)
	table := []pointColumn{
		{draw.Column{}, mark},
		{draw.Column{Head: "N", Align: draw.Right, Gap: 2}, func(p analysis.Point) string { return strconv.Itoa(p.Workers) }},
		{draw.Column{Head: "runs", Align: draw.Right, Gap: 2}, func(p analysis.Point) string { return strconv.Itoa(p.Runs) }},
		{draw.Column{Head: "time, " + u.Name, Align: draw.Decimal, Gap: 2}, func(p analysis.Point) string { return u.Of(p.Seconds) }},
		{draw.Column{Head: level(points), Align: draw.Decimal, Gap: 1}, func(p analysis.Point) string { return number.PlusMinus(p.Seconds) }},
		{draw.Column{Head: "speed-up", Align: draw.Decimal, Gap: 2}, func(p analysis.Point) string { return speedup(p.Speedup.Value) }},
		{draw.Column{Head: "interval", Align: draw.Right, Gap: 2, Drop: 2}, func(p analysis.Point) string { return ends(p.Speedup) }},
		{draw.Column{Head: "efficiency", Align: draw.Right, Gap: 2}, func(p analysis.Point) string { return efficiency(p.Efficiency) }},
		{draw.Column{Head: "Karp–Flatt", Align: draw.Decimal, Gap: 2}, karpFlatt},
		{draw.Column{Head: "curve", Align: draw.Decimal, Gap: 2}, func(p analysis.Point) string { return curve(p, speedupOf) }},
		{draw.Column{Head: "band", Align: draw.Right, Gap: 2, Drop: 1}, func(p analysis.Point) string { return curve(p, ends) }},
	}
	const ofCurve = 2
	before := len(table) - ofCurve
	if !slices.ContainsFunc(points, func(p analysis.Point) bool { return p.FittedSpeedup != nil }) {
		table = table[:before]
	}
	table = slices.Insert(table, before, processColumns(points)...)
	return tableOf(table, points, func(p analysis.Point) bool { return p.Fitted })
}

// level returns the level of the intervals of the points: "95 %".
func level(points []analysis.Point) string {
	for _, p := range points {
		if p.Seconds.Level > 0 {
			return number.Level(p.Seconds)
		}
	}
	return ""
}

func mark(p analysis.Point) string {
	if p.Fitted {
		return draw.Filled
	}
	return draw.Hollow
}

func karpFlatt(p analysis.Point) string {
	if p.KarpFlatt == nil {
		return number.None
	}
	return number.Fixed(*p.KarpFlatt, 4)
}

// efficiency writes a share with one digit behind the point throughout, which
// keeps a column straight from 100 % to 1 %.
func efficiency(x float64) string {
	if !number.Finite(x) {
		return number.None
	}
	return number.Fixed(100*x, 1) + " %"
}

// speedup writes a speed-up without its sign of multiplication, for a column.
func speedup(x float64) string {
	if x >= 100 {
		return number.Fixed(x, 1)
	}
	return number.Fixed(x, 2)
}

func speedupOf(i fit.Interval) string { return speedup(i.Value) }

// ends writes the interval around a speed-up.
func ends(i fit.Interval) string {
	switch lo, hi := number.Finite(i.Lo), number.Finite(i.Hi); {
	case lo && hi && i.Lo < i.Hi:
		return speedup(i.Lo) + "–" + speedup(i.Hi)
	case lo && !hi:
		return "≥ " + speedup(i.Lo)
	case hi && !lo:
		return "≤ " + speedup(i.Hi)
	}
	return number.None
}

// curve writes the fitted speed-up at p with write; "–" if there is none.
func curve(p analysis.Point, write func(fit.Interval) string) string {
	if p.FittedSpeedup == nil {
		return number.None
	}
	return write(*p.FittedSpeedup)
}

// flagsOf returns the flags of p, safe to print.
func flagsOf(p analysis.Point) []string {
	var flags []string
	for _, f := range p.Flags {
		flags = append(flags, draw.Clean(f))
	}
	return flags
}

// flagColumn returns the flags written out.
func flagColumn(points []analysis.Point) draw.Column {
	c := draw.Column{Head: "flags", Gap: 2}
	for _, p := range points {
		c.Cells = append(c.Cells, strings.Join(flagsOf(p), ", "))
	}
	return c
}

// footnotes returns a letter per flag in place of the flags, and the notes that
// explain the letters: "a oversubscribed".
func footnotes(points []analysis.Point) (marks, notes []string) {
	var seen []string
	for _, p := range points {
		var of []int
		for _, f := range flagsOf(p) {
			i := slices.Index(seen, f)
			if i < 0 {
				i = len(seen)
				seen = append(seen, f)
				notes = append(notes, letter(i)+" "+f)
			}
			of = append(of, i)
		}
		slices.Sort(of) // the order of the notes
		mark := ""
		for _, i := range of {
			mark += letter(i)
		}
		marks = append(marks, mark)
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
