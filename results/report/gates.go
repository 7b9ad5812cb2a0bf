package report

import (
	"serialfraction/results/analysis"
	"serialfraction/results/report/draw"
)

// gateTable returns the table of the outcomes of gates.
func gateTable(gates []analysis.Gate) draw.Table {
	condition, outcome, found := draw.Column{Head: "condition"}, draw.Column{Head: "outcome"}, draw.Column{Head: "measured"}
	for _, g := range gates {
		name := g.Kind + " " + g.Condition
		if g.Sweep != "" {
			name += " of " + g.Sweep
		}
		condition.Cells = append(condition.Cells, draw.Clean(name))
		outcome.Cells = append(outcome.Cells, string(g.Outcome))
		why := g.Text
		if why == "" {
			why = g.Why
		}
		if g.If != "" {
			why += " if its rows " + g.If
		}
		found.Cells = append(found.Cells, draw.Clean(why))
	}
	var t draw.Table
	t.Add(condition)
	t.Add(outcome)
	t.Add(found)
	return t
}
