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
	g := causeGrid(a, rows)
	perN := pointCauses(a.Points, rows)
	if t.width < ownTimeWidth {
		g.cols = slices.DeleteFunc(g.cols, func(c column) bool { return c.head == ownTime })
	}
	if len(a.Causes) > 0 {
		room := t.width - g.width() - barGap
		if beside := room - (grid{cols: perN}).width(); beside >= leastBar {
			room = beside
		}
		g.add(column{cells: bars(rows, min(room, widestBar)), gap: barGap, ink: cyan})
	}
	for _, c := range thinned(perN, t.width-g.width()) {
		g.add(c)
	}
	t.lines(g.lines(t.width, t.painter)...)
}

const (
	widestBar = 40
	leastBar  = 16 // to make room for the causes of every N
	barGap    = 2
	all       = "*" // every owner

	ownTime      = "at N = 1" // head of the column of the causes' own times
	ownTimeWidth = 100        // narrower terminals give its room to the bars
)

// A causeRow is one line of the table of causes.
type causeRow struct {
	name    string
	depth   int
	key     string // in Point.Causes; "" for a part or a sum
	owner   string
	sumOf   string // owner whose causes it sums, or all
	share   float64
	seconds float64
	ink     ink
}

// causeRows returns the causes by owner, each owner with its subtotal above its
// causes and the sum of all below. The causes of one owner keep the order that
// the analysis gives them: that of a run.
func causeRows(a *results.Analysis) []causeRow {
	if len(a.Causes) == 0 {
		return pointRows(a.Points)
	}
	var owners []string
	for _, c := range a.Causes {
		if !slices.Contains(owners, c.Owner) {
			owners = append(owners, c.Owner)
		}
	}
	var rows []causeRow
	sum := causeRow{name: "sum = S", sumOf: all, ink: bold}
	for _, owner := range owners {
		depth, head := 0, len(rows)
		if owner != "" {
			rows = append(rows, causeRow{name: clean(owner), sumOf: owner, ink: bold})
			depth = 1
		}
		for _, c := range a.Causes {
			if c.Owner != owner {
				continue
			}
			rows = appendCause(rows, c, c.Name, depth)
			sum.share += c.SerialFraction
			sum.seconds += c.Seconds
			if owner != "" {
				rows[head].share += c.SerialFraction
				rows[head].seconds += c.Seconds
			}
		}
	}
	return append(rows, sum)
}

// appendCause appends c, which points know by key, and its parts, which they do
// not know.
func appendCause(rows []causeRow, c results.Cause, key string, depth int) []causeRow {
	rows = append(rows, causeRow{name: clean(c.Name), depth: depth, key: key, owner: c.Owner, share: c.SerialFraction, seconds: c.Seconds})
	if key == "" {
		rows[len(rows)-1].ink = dim
	}
	for _, part := range c.Parts {
		if part.Owner != c.Owner {
			part.Name += " (" + part.Owner + ")"
		}
		rows = appendCause(rows, part, "", depth+1)
	}
	return rows
}

// pointRows returns the causes of the points alone, where nothing was fitted.
func pointRows(points []results.Point) []causeRow {
	var names []string
	for _, p := range points {
		for name := range p.Causes {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	var rows []causeRow
	for _, name := range names {
		rows = append(rows, causeRow{name: clean(name), key: name})
	}
	return append(rows, causeRow{name: "sum = e", sumOf: all, ink: bold})
}

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
			c.cells = append(c.cells, pointCell(p, r, rows))
		}
		cols = append(cols, c)
	}
	return cols
}

// pointCell returns what p has of row r: its own charge, or the sum over an
// owner's causes or over all.
func pointCell(p results.Point, r causeRow, rows []causeRow) string {
	if r.sumOf == "" {
		if x, ok := p.Causes[r.key]; ok {
			return figures.Fixed(x, 4)
		}
		return ""
	}
	sum := 0.0
	for _, name := range slices.Sorted(maps.Keys(p.Causes)) {
		if r.sumOf == all || ownerOf(name, rows) == r.sumOf {
			sum += p.Causes[name]
		}
	}
	return figures.Fixed(sum, 4)
}

func ownerOf(key string, rows []causeRow) string {
	for _, r := range rows {
		if r.key == key {
			return r.owner
		}
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
