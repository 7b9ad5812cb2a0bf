package report

import (
	"fmt"
	"strconv"

	"serialfraction/results"
)

// algorithms draws two algorithms side by side: what the better one, more workers
// and both together bring, and the error paid.
func (t *terminal) algorithms(a *results.Analysis) {
	if len(a.Algorithms) == 0 {
		return
	}
	t.gap()
	t.lines(algorithmGrid(a.Algorithms).lines(t.width, t.painter)...)
}

// algorithmGrid has a row for each algorithm and a column for each N.
func algorithmGrid(algorithms []results.Algorithm) grid {
	var g grid
	names := column{head: "algorithm"}
	median, worst := column{head: "error, middle", align: point, gap: 2}, column{head: "worst", align: point, gap: 2}
	for _, a := range algorithms {
		names.cells = append(names.cells, clean(a.Method))
		if a.Inexact == nil {
			median.cells, worst.cells = append(median.cells, "–"), append(worst.cells, "–")
			continue
		}
		median.cells = append(median.cells, fmt.Sprintf("%.2g", a.Inexact.Median))
		worst.cells = append(worst.cells, fmt.Sprintf("%.2g", a.Inexact.Max))
	}
	g.add(names)
	for i, p := range algorithms[0].Points {
		c := column{head: "N = " + strconv.Itoa(p.Workers), align: point, gap: 2}
		if i > 0 && i < len(algorithms[0].Points)-1 {
			c.drop = 1 + i
		}
		for _, a := range algorithms {
			cell := "–"
			for _, q := range a.Points {
				if q.Workers == p.Workers {
					cell = speedup(q.Speedup.Value)
					if q.Oversubscribed {
						cell += hollow
					}
				}
			}
			c.cells = append(c.cells, cell)
		}
		g.add(c)
	}
	g.add(median)
	g.add(worst)
	return g
}
