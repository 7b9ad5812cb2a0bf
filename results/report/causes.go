package report

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/results"
	"serialfraction/results/figures"
)

// causes draws what S is made of and, where there is room, what each e(N) is
// made of.
func (t *terminal) causes(a *results.Analysis) {
	rows := causeRows(a)
	if len(rows) == 0 {
		return
	}
	t.gap()
	g, perN := t.causeTable(a, rows)
	if len(perN) == 0 { // then a row that only points have is empty
		g, _ = t.causeTable(a, slices.DeleteFunc(rows, func(r causeRow) bool { return r.ofPoints }))
	}
	t.lines(g.lines(t.width, t.painter)...)
}

// causeTable returns the table of the causes as wide as the terminal, and those of its
// columns that are of one N each.
func (t *terminal) causeTable(a *results.Analysis, rows []causeRow) (g grid, perN []column) {
	g = causeGrid(a, rows)
	every := pointCauses(a.Points, rows)
	if t.width < ownTimeWidth {
		g.cols = slices.DeleteFunc(g.cols, func(c column) bool { return c.head == ownTime })
	}
	if len(a.Causes) > 0 {
		room := t.width - g.width() - barGap
		if beside := room - (grid{cols: every}).width(); beside >= leastBar {
			room = beside
		}
		g.add(column{cells: causeBars(rows, min(room, widestBar)), gap: barGap, ink: cyan})
	}
	perN = thinned(every, t.width-g.width())
	for _, c := range perN {
		g.add(c)
	}
	return g, perN
}

// causeBars draws the shares of the causes; a sum and what is no part of S have no bar.
func causeBars(rows []causeRow, width int) []string {
	drawn := func(r causeRow) bool { return r.sumOf == "" && !r.ofPoints }
	var shares []float64
	for _, r := range rows {
		if drawn(r) {
			shares = append(shares, r.share)
		}
	}
	rest := bars(shares, width)
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
	leastBar  = 16 // to make room for the causes of every N
	barGap    = 2
	all       = "*" // every owner

	ownTime      = "at N = 1" // head of the column of the causes' own times
	ownTimeWidth = 100        // narrower terminals give its room to the bars
)

// causeGrid returns the table of the causes without bars; without a fit it has
// only their names.
func causeGrid(a *results.Analysis, rows []causeRow) grid {
	var g grid
	names := column{head: "cause"}
	for _, r := range rows {
		names.cells = append(names.cells, strings.Repeat("  ", r.depth)+r.name)
		g.inks = append(g.inks, r.ink)
	}
	g.add(names)
	if len(a.Causes) == 0 {
		return g
	}
	digits, ofS := causeDigits(rows), false
	if s := a.SerialFraction; s != nil {
		digits = max(figures.SerialDigits(*s), digits)
		ofS = s.Lo > 0
	}
	value := column{head: "S", align: point, gap: 2}
	share := column{head: "of S", align: right, gap: 2}
	own := column{head: ownTime, align: right, gap: 2}
	total := rows[len(rows)-1].share
	for _, r := range rows {
		if r.ofPoints {
			value.cells, share.cells, own.cells = append(value.cells, ""), append(share.cells, ""), append(own.cells, "")
			continue
		}
		value.cells = append(value.cells, figures.Fixed(r.share, digits))
		share.cells = append(share.cells, figures.Fixed(100*r.share/total, 0)+" %")
		own.cells = append(own.cells, ownSeconds(r))
	}
	g.add(value)
	if ofS && total > 0 && figures.Finite(total) {
		g.add(share)
	}
	g.add(own)
	return g
}

// causeDigits returns the digits behind the point that show two significant
// ones of the largest cause, at least four.
func causeDigits(rows []causeRow) int {
	largest := 0.0
	for _, r := range rows {
		if r.sumOf == "" && figures.Finite(r.share) {
			largest = max(largest, math.Abs(r.share))
		}
	}
	if largest == 0 {
		return 4
	}
	return max(figures.Decimals(largest, 7), 4)
}

func ownSeconds(r causeRow) string {
	if r.seconds == 0 {
		return figures.None
	}
	return duration(r.seconds)
}

// pointCauses returns a column for each N that has causes.
func pointCauses(points []results.Point, rows []causeRow) []column {
	var cols []column
	for _, p := range points {
		if len(p.Causes) == 0 {
			continue
		}
		c := column{head: "e(" + strconv.Itoa(p.Workers) + ")", align: point, gap: 2}
		for _, r := range rows {
			c.cells = append(c.cells, pointCell(p, r))
		}
		cols = append(cols, c)
	}
	return cols
}

// pointCell returns what p has of row r: of a cause, of all that is an owner's, or of
// all.
func pointCell(p results.Point, r causeRow) string {
	switch {
	case r.sumOf == all:
		sum := 0.0
		for _, name := range slices.Sorted(maps.Keys(p.Causes)) {
			sum += p.Causes[name]
		}
		return figures.Fixed(sum, 4)
	case r.owner == all:
		return causeCell(p.Causes, r.key)
	}
	for _, o := range p.Owners {
		switch {
		case r.sumOf != "" && o.Owner == r.sumOf:
			return figures.Fixed(o.SerialFraction, 4)
		case r.sumOf == "" && o.Owner == r.owner:
			return causeCell(o.Causes, r.key)
		}
	}
	return ""
}

// causeCell is empty of a cause that a point does not have.
func causeCell(causes map[string]float64, name string) string {
	if x, ok := causes[name]; ok {
		return figures.Fixed(x, 4)
	}
	return ""
}

// thinned returns as many of cols as go into width, first and last among them.
func thinned(cols []column, width int) []column {
	for n := len(cols); n > 0; n-- {
		some := cols[len(cols)-1:]
		if n > 1 {
			some = nil
			for i := range n {
				some = append(some, cols[i*(len(cols)-1)/(n-1)])
			}
		}
		if (grid{cols: some}).width() <= width {
			return some
		}
	}
	return nil
}
