package report

import (
	"fmt"
	"strconv"

	"serialfraction/results/analysis"
	"serialfraction/results/report/draw"
)

// algorithms draws two algorithms side by side: what the better one, more workers
// and both together bring, and the error paid.
func (t *terminal) algorithms(a *analysis.Report) {
	if len(a.Algorithms) == 0 {
		return
	}
	t.Gap()
	t.Lines(algorithmTable(a.Algorithms).Lines(t.Width, t.Painter)...)
}

// algorithmTable has a row for each algorithm and a column for each N.
func algorithmTable(algorithms []analysis.Algorithm) draw.Table {
	var g draw.Table
	names := draw.Column{Head: "algorithm"}
	median, worst := draw.Column{Head: "error, middle", Align: draw.Decimal, Gap: 2}, draw.Column{Head: "worst", Align: draw.Decimal, Gap: 2}
	for _, a := range algorithms {
		names.Cells = append(names.Cells, draw.Clean(a.Method))
		if a.Inexact == nil {
			median.Cells, worst.Cells = append(median.Cells, "–"), append(worst.Cells, "–")
			continue
		}
		median.Cells = append(median.Cells, fmt.Sprintf("%.2g", a.Inexact.Median))
		worst.Cells = append(worst.Cells, fmt.Sprintf("%.2g", a.Inexact.Max))
	}
	g.Add(names)
	for i, p := range algorithms[0].Points {
		c := draw.Column{Head: "N = " + strconv.Itoa(p.Workers), Align: draw.Decimal, Gap: 2}
		if i > 0 && i < len(algorithms[0].Points)-1 {
			c.Drop = 1 + i
		}
		for _, a := range algorithms {
			cell := "–"
			for _, q := range a.Points {
				if q.Workers == p.Workers {
					cell = speedup(q.Speedup.Value)
					if q.Oversubscribed {
						cell += draw.Hollow
					}
				}
			}
			c.Cells = append(c.Cells, cell)
		}
		g.Add(c)
	}
	g.Add(median)
	g.Add(worst)
	return g
}
