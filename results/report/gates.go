package report

import "serialfraction/results"

// gateGrid returns the table of what came of conditions.
func gateGrid(gates []results.Gate) grid {
	condition, outcome, found := column{head: "condition"}, column{head: "outcome"}, column{head: "measured"}
	for _, g := range gates {
		asked := g.Kind + " " + g.Condition
		if g.Sweep != "" {
			asked += " of " + g.Sweep
		}
		condition.cells = append(condition.cells, clean(asked))
		outcome.cells = append(outcome.cells, string(g.Outcome))
		why := g.Text
		if why == "" {
			why = g.Why
		}
		found.cells = append(found.cells, clean(why))
	}
	var t grid
	t.add(condition)
	t.add(outcome)
	t.add(found)
	return t
}
