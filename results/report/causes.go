package report

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// causes draws the causes of S and, if there is room, those of each e(N).
func (t *terminal) causes(a *analysis.Report) {
	rows := causeRows(a, true)
	if len(rows) == 0 {
		return
	}
	t.Gap()
	g, perN := t.causeTable(a, rows)
	if len(perN) == 0 { // then a row that only points have is empty
		g, _ = t.causeTable(a, causeRows(a, false))
	}
	t.Lines(g.Lines(t.Width, t.Painter)...)
	if own := programAlone(a); own != "" {
		for _, line := range draw.Wrap(own, t.Width) {
			t.Lines(t.Paint(line, draw.Dim))
		}
	}
}

// programAlone returns the line below the causes that has the program's own S, which is no sum of
// theirs; "" where it is unknown.
func programAlone(a *analysis.Report) string {
	own := a.ProgramSerialFraction
	if own == nil || number.Vague(*own) || number.Unknown(*own) {
		return ""
	}
	return "by itself the program has S " + number.Serial(*own)
}

// causeTable returns the table of the causes, as wide as the terminal, and those of its
// columns that show the causes of one N.
func (t *terminal) causeTable(a *analysis.Report, rows []causeRow) (g draw.Table, perN []draw.Column) {
	g = bareCauseTable(a, rows)
	every := pointCauses(a.Points, rows)
	if t.Width < ownTimeWidth {
		g.Columns = without(g.Columns, ownTime)
	}
	if s := a.SerialFraction; s != nil && t.Width-g.Width()-barGap < leastBar {
		g.Columns = without(g.Columns, number.Level(*s))
	}
	if len(a.Causes) > 0 {
		room := t.Width - g.Width() - barGap
		if beside := thinned(every, room-leastBar); len(beside) == len(every) || len(beside) >= worthBars {
			room -= (draw.Table{Columns: beside}).Width()
		}
		g.Add(draw.Column{Cells: causeBars(rows, min(room, widestBar)), Gap: barGap, Ink: draw.Cyan})
	}
	perN = thinned(every, t.Width-g.Width())
	for _, c := range perN {
		g.Add(c)
	}
	return g, perN
}

func without(columns []draw.Column, head string) []draw.Column {
	return slices.DeleteFunc(columns, func(c draw.Column) bool { return c.Head == head })
}

// causeBars draws the shares of the causes; sums and rows that are no part of S have no bar.
func causeBars(rows []causeRow, width int) []string {
	drawn := func(r causeRow) bool { return !r.sums && !r.ofPoints }
	var shares []float64
	for _, r := range rows {
		if drawn(r) {
			shares = append(shares, r.share)
		}
	}
	rest := draw.Bars(shares, width)
	out := make([]string, len(rows))
	for i, r := range rows {
		if drawn(r) {
			out[i], rest = rest[0], rest[1:]
		}
	}
	return out
}

const (
	widestBar = 40
	leastBar  = 16 // bars may shrink to this width to make room for the causes of N
	worthBars = 3  // of that many N, or of all
	barGap    = 2
	all       = "*" // every owner

	ownTime      = "at N = 1" // head of the column of the causes' own times
	ownTimeWidth = 100        // narrower terminals give its room to the bars
)

// bareCauseTable returns the table of the causes without bars; without a fit it has
// only their names.
func bareCauseTable(a *analysis.Report, rows []causeRow) draw.Table {
	var g draw.Table
	names := draw.Column{Head: "cause"}
	for _, r := range rows {
		names.Cells = append(names.Cells, strings.Repeat("  ", r.depth)+r.name)
		g.Inks = append(g.Inks, r.ink)
	}
	g.Add(names)
	if len(a.Causes) == 0 {
		return g
	}
	digits, ofS := causeDigits(rows), false
	if s := a.SerialFraction; s != nil {
		digits = max(number.SerialDigits(*s), digits)
		ofS = s.Lo > 0
	}
	value := draw.Column{Head: "S", Align: draw.Decimal, Gap: 2}
	share := draw.Column{Head: "of S", Align: draw.Right, Gap: 2}
	own := draw.Column{Head: ownTime, Align: draw.Right, Gap: 2}
	interval := draw.Column{Align: draw.Right, Gap: 2}
	if s := a.SerialFraction; s != nil {
		interval.Head = number.Level(*s)
	}
	total := rows[len(rows)-1].share
	for _, r := range rows {
		if r.ofPoints {
			for _, c := range []*draw.Column{&value, &interval, &share, &own} {
				c.Cells = append(c.Cells, "")
			}
			continue
		}
		value.Cells = append(value.Cells, number.Fixed(r.share, digits))
		interval.Cells = append(interval.Cells, causeSpan(r.interval, digits))
		share.Cells = append(share.Cells, number.Fixed(100*r.share/total, 0)+" %")
		own.Cells = append(own.Cells, ownSeconds(r))
	}
	g.Add(value)
	if a.SerialFraction != nil {
		g.Add(interval)
	}
	if ofS && total > 0 && number.Finite(total) {
		g.Add(share)
	}
	g.Add(own)
	return g
}

// causeSpan writes the ends of the interval of a cause, [number.None] where the digits show
// no width.
func causeSpan(i fit.Interval, digits int) string {
	if number.Fixed(i.Lo, digits) == number.Fixed(i.Hi, digits) {
		return number.None
	}
	return number.Span(i, digits)
}

// causeDigits returns the number of decimals that show two significant digits of the
// largest cause, at least four.
func causeDigits(rows []causeRow) int {
	largest := 0.0
	for _, r := range rows {
		if !r.sums && number.Finite(r.share) {
			largest = max(largest, math.Abs(r.share))
		}
	}
	if largest == 0 {
		return 4
	}
	return max(number.Decimals(largest, 7), 4)
}

func ownSeconds(r causeRow) string {
	if r.seconds == 0 {
		return number.None
	}
	return number.Duration(r.seconds)
}

// pointCauses returns a column for each N that has causes.
func pointCauses(points []analysis.Point, rows []causeRow) []draw.Column {
	var cols []draw.Column
	for _, p := range points {
		if len(p.Causes) == 0 {
			continue
		}
		c := draw.Column{Head: "e(" + strconv.Itoa(p.Workers) + ")", Align: draw.Decimal, Gap: 2}
		for _, r := range rows {
			c.Cells = append(c.Cells, pointCell(p, r))
		}
		cols = append(cols, c)
	}
	return cols
}

// pointCell returns the cell of p in row r: a cause, the sum of an owner, or the sum of
// all.
func pointCell(p analysis.Point, r causeRow) string {
	if r.owner == all {
		sum := 0.0
		for _, name := range slices.Sorted(maps.Keys(p.Causes)) {
			sum += p.Causes[name]
		}
		return number.Fixed(sum, 4)
	}
	for _, o := range p.Owners {
		switch {
		case o.Owner != r.owner:
		case r.sums:
			return number.Fixed(o.SerialFraction, 4)
		default:
			return causeCell(o.Causes, r.key)
		}
	}
	return ""
}

// causeCell returns the cell of a cause; "" if the point does not have it.
func causeCell(causes map[string]float64, name string) string {
	if x, ok := causes[name]; ok {
		return number.Fixed(x, 4)
	}
	return ""
}

// thinned returns as many of cols as go into width, first and last among them.
func thinned(cols []draw.Column, width int) []draw.Column {
	for n := len(cols); n > 0; n-- {
		some := cols[len(cols)-1:]
		if n > 1 {
			some = nil
			for i := range n {
				some = append(some, cols[i*(len(cols)-1)/(n-1)])
			}
		}
		if (draw.Table{Columns: some}).Width() <= width {
			return some
		}
	}
	return nil
}
