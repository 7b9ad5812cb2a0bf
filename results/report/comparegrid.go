package report

import (
	"strings"

	"serialfraction/fit"
	"serialfraction/results/compare"
	"serialfraction/results/figures"
)

// compareGrid is the table of a pair.
func compareGrid(p compare.Pair, letter string) grid {
	var g grid
	add := func(c column, cell func(compare.Row) string) {
		said := false
		for _, r := range p.Rows {
			c.cells = append(c.cells, cell(r))
			said = said || cell(r) != ""
		}
		if said {
			g.add(c)
		}
	}
	add(column{}, func(r compare.Row) string {
		if cause, ok := strings.CutPrefix(r.Quantity, "cause:"); ok {
			return "  " + clean(cause)
		}
		return r.Quantity
	})
	add(column{head: "A", align: right, gap: 1}, func(r compare.Row) string { return quantityText(r, r.Old) })
	add(column{head: letter, align: right, gap: 1}, func(r compare.Row) string { return quantityText(r, r.New) })
	add(column{head: letter + " to A", align: right, gap: 2}, contrastText)
	add(column{head: "interval", align: right, gap: 2}, contrastEnds)
	add(column{head: "verdict", gap: 2}, func(r compare.Row) string { return string(r.Verdict) })
	add(column{head: "repeats", align: right, gap: 1}, repeatsText)
	add(column{head: "of S", align: right, gap: 2, drop: 1}, shares)
	for _, r := range p.Rows {
		i := plain
		if r.Verdict == compare.CannotTell {
			i = dim
		}
		g.inks = append(g.inks, i)
	}
	return g
}

// quantityText writes a side's own number, with the digits that its interval deserves.
func quantityText(r compare.Row, i fit.Interval) string {
	switch {
	case !figures.Finite(i.Value):
		return "none"
	case r.Unit == "s":
		u := unitFor(i.Value)
		return u.number(i) + " " + u.name
	case r.Unit == "x":
		return figures.Factor(i.Value)
	case r.Unit == "rows/s":
		return figures.Significant(i.Value, 3)
	}
	return figures.Fixed(i.Value, min(figures.SerialDigits(i), 4))
}

// contrastText writes how the new number stands to the old one: "1.82x", "+0.012".
func contrastText(r compare.Row) string {
	if r.Ratio != nil {
		if !figures.Finite(r.Ratio.Value) {
			return figures.None
		}
		return figures.Fixed(r.Ratio.Value, contrastDigits(*r.Ratio)) + "x"
	}
	s := figures.Fixed(r.Difference.Value, contrastDigits(r.Difference))
	if r.Difference.Value > 0 {
		s = "+" + s
	}
	return s
}

func contrastEnds(r compare.Row) string {
	i := r.Difference
	if r.Ratio != nil {
		i = *r.Ratio
	}
	return figures.Span(i, contrastDigits(i))
}

// contrastDigits are those of the interval, as many as a table has room for.
func contrastDigits(i fit.Interval) int {
	if figures.HalfWidth(i) == 0 {
		return 2
	}
	return max(min(figures.Decimals(figures.HalfWidth(i), 4), 4), 2)
}

func repeatsText(r compare.Row) string {
	if r.Repeats > 0 {
		return figures.Grouped(r.Repeats)
	}
	return ""
}

// shares writes what of S a cause is on each side.
func shares(r compare.Row) string {
	if r.OldShare == nil && r.NewShare == nil {
		return ""
	}
	text := func(x *float64) string {
		if x == nil {
			return figures.None
		}
		return figures.Percent(*x)
	}
	return text(r.OldShare) + " → " + text(r.NewShare)
}
