package report

import (
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/compare"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// compareTable returns the table of a pair, a row for each quantity.
func compareTable(p compare.Pair, letter string) draw.Table {
	var g draw.Table
	add := func(c draw.Column, cell func(compare.Row) string) {
		filled := false
		for _, r := range p.Rows {
			c.Cells = append(c.Cells, cell(r))
			filled = filled || cell(r) != ""
		}
		if filled {
			g.Add(c)
		}
	}
	add(draw.Column{}, func(r compare.Row) string {
		if cause, ok := strings.CutPrefix(r.Quantity, "cause:"); ok {
			return "  " + draw.Clean(cause)
		}
		if r.Quantity == "program" || r.Quantity == "machine" { // parts of S, as the verdict names them
			return "S of " + r.Quantity
		}
		return r.Quantity
	})
	add(draw.Column{Head: "A", Align: draw.Right, Gap: 1}, func(r compare.Row) string { return quantityText(r, r.Old) })
	add(draw.Column{Head: letter, Align: draw.Right, Gap: 1}, func(r compare.Row) string { return quantityText(r, r.New) })
	add(draw.Column{Head: letter + " vs A", Align: draw.Right, Gap: 2}, contrastText)
	add(draw.Column{Head: "interval", Align: draw.Right, Gap: 2}, contrastEnds)
	add(draw.Column{Head: "verdict", Gap: 2}, func(r compare.Row) string { return string(r.Verdict) })
	add(draw.Column{Head: "repeats", Align: draw.Right, Gap: 1}, func(r compare.Row) string { return countText(r.Repeats) })
	add(draw.Column{Head: "sweeps", Align: draw.Right, Gap: 1}, func(r compare.Row) string { return countText(r.Sweeps) })
	add(draw.Column{Head: "of S", Align: draw.Right, Gap: 2, Drop: 1}, shares)
	for _, r := range p.Rows {
		i := draw.Plain
		if r.Verdict == compare.CannotTell {
			i = draw.Dim
		}
		g.Inks = append(g.Inks, i)
	}
	return g
}

// quantityText writes the number of one side, with the digits that its interval justifies.
func quantityText(r compare.Row, i fit.Interval) string {
	switch {
	case !number.Finite(i.Value):
		return "none"
	case r.Unit == "s":
		u := number.UnitFor(i.Value)
		return u.Of(i) + " " + u.Name
	case r.Unit == "x":
		return number.Factor(i.Value)
	case r.Unit == "rows/s":
		return number.Significant(i.Value, 3)
	}
	return number.Fixed(i.Value, min(number.SerialDigits(i), 4))
}

// contrastText writes the ratio or the difference of the new number to the old one:
// "1.82x", "+0.012".
func contrastText(r compare.Row) string {
	if r.Ratio != nil {
		if !number.Finite(r.Ratio.Value) {
			return number.None
		}
		return number.Fixed(r.Ratio.Value, contrastDigits(*r.Ratio)) + "x"
	}
	s := number.Fixed(r.Difference.Value, contrastDigits(r.Difference))
	if r.Difference.Value > 0 {
		s = "+" + s
	}
	return s
}

func contrastEnds(r compare.Row) string {
	if r.Ratio != nil {
		return number.SpanApart(*r.Ratio, 1, contrastDigits(*r.Ratio))
	}
	return number.SpanApart(r.Difference, 0, contrastDigits(r.Difference))
}

// contrastDigits returns the decimals of an interval: as many as its width justifies and a
// table has room for.
func contrastDigits(i fit.Interval) int {
	if number.HalfWidth(i) == 0 {
		return 2
	}
	return max(min(number.Decimals(number.HalfWidth(i), 4), 4), 2)
}

func countText(n int) string {
	if n > 0 {
		return wording.Grouped(n)
	}
	return ""
}

// shares writes the share of S that a cause has on each side.
func shares(r compare.Row) string {
	if r.OldShare == nil && r.NewShare == nil {
		return ""
	}
	text := func(x *float64) string {
		if x == nil {
			return number.None
		}
		return number.Percent(*x)
	}
	return text(r.OldShare) + " → " + text(r.NewShare)
}
