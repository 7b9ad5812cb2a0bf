package report

import (
	"math"
	"slices"
	"strconv"

	"serialfraction/fit"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
	"serialfraction/results/timings/curves"
)

// models draws every law that was tried, a row per parameter, and why those that
// could not be chosen were not.
func (t *terminal) models(a *curves.Analysis) {
	if len(a.Models) == 0 {
		return
	}
	t.Gap()
	t.Lines(modelTable(a).Lines(t.Width, t.Painter)...)
	for _, m := range a.Models {
		if m.Reason != "" {
			t.Labelled("why not", draw.Dim, m.Name+": "+draw.Clean(m.Reason), draw.Dim)
		}
	}
}

// modelTable returns the table of models. It shows T1 for the chosen model only.
func modelTable(a *curves.Analysis) draw.Table {
	var g draw.Table
	heads := []draw.Column{
		{}, {Head: "model", Gap: 1}, {Head: "parameter", Gap: 2}, {Head: "estimate", Align: draw.Decimal, Gap: 2},
		{Head: "SE", Align: draw.Decimal, Gap: 2}, {Head: strconv.FormatFloat(100*a.Level, 'g', 4, 64) + " %", Align: draw.Left, Gap: 2},
		{Head: "bootstrap", Gap: 2, Drop: 2}, {Head: "lack of fit p", Align: draw.Decimal, Gap: 2, Drop: 1},
	}
	add := func(i draw.Ink, cells ...string) {
		for k := range heads {
			heads[k].Cells = append(heads[k].Cells, cells[k])
		}
		g.Inks = append(g.Inks, i)
	}
	for _, m := range a.Models {
		chosen := m.Name == a.ChosenModel
		sign, i := "", draw.Plain
		switch {
		case chosen && a.Decided:
			sign, i = draw.Filled, draw.Bold
		case chosen:
			sign, i = draw.Hollow, draw.Bold
		case m.Reason != "":
			i = draw.Dim
		}
		name, misfit := m.Name, probability(m.LackOfFitP)
		for _, p := range shownParams(m, chosen, a.Quantity) {
			row := append([]string{sign, name}, paramCells(m, p, a.Quantity)...)
			add(i, append(row, misfit)...)
			sign, name, misfit = "", "", ""
		}
		if name != "" { // a model without parameters, or without a fit
			add(i, sign, name, "", "", "", "", "", misfit)
		}
	}
	for _, c := range heads {
		if c.Head == "" || slices.ContainsFunc(c.Cells, func(s string) bool { return s != "" && s != number.None }) {
			g.Add(c)
		}
	}
	return g
}

// shownParams returns the names of the parameters to show.
func shownParams(m curves.Model, chosen bool, q curves.Quantity) []string {
	var names []string
	for _, n := range m.Names {
		isScale := n == "T1" || n == "X1"
		if !isScale || chosen && (n == "X1" || q != curves.Throughput) {
			names = append(names, n)
		}
	}
	return names
}

// paramCells writes name, estimate, standard error, interval and bootstrap interval.
func paramCells(m curves.Model, name string, q curves.Quantity) []string {
	p := m.Params[name]
	scale, unitName := 1.0, ""
	if name == "T1" && q == curves.Time && number.Finite(p.Estimate.Value) && p.Estimate.Value > 0 {
		u := number.UnitFor(p.Estimate.Value)
		scale, unitName = u.Seconds, " in "+u.Name
	}
	e := scaledBy(p.Estimate, 1/scale)
	digits := paramDigits(e)
	cells := []string{name + unitName, number.Fixed(e.Value, digits), number.None, number.Span(e, digits), ""}
	if p.SE != nil {
		cells[2] = number.Fixed(*p.SE/scale, max(digits, 0))
	}
	if b, ok := m.Bootstrap[name]; ok {
		cells[4] = number.Span(scaledBy(b, 1/scale), digits)
	}
	return cells
}

func scaledBy(i fit.Interval, k float64) fit.Interval {
	return fit.Interval{Value: i.Value * k, Lo: i.Lo * k, Hi: i.Hi * k, Level: i.Level}
}

// paramDigits returns the number of decimals of a parameter: two significant ones of
// its interval, or four significant digits of a parameter without one.
func paramDigits(i fit.Interval) int {
	const most = 10
	if half := number.HalfWidth(i); half > 0 && half > 1e-9*math.Abs(i.Value) {
		return number.Decimals(half, most)
	}
	if i.Value == 0 || !number.Finite(i.Value) {
		return 4
	}
	return min(max(3-int(math.Floor(math.Log10(math.Abs(i.Value)))), 0), most)
}

// probability writes a p-value; one below a thousandth is written "< 0.001".
func probability(p *float64) string {
	switch {
	case p == nil:
		return number.None
	case *p < 0.001:
		return "< 0.001"
	}
	return number.Fixed(*p, 3)
}
