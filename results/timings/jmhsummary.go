package timings

import (
	"slices"
	"strings"

	"serialfraction/harness/pattern"
)

// jmhSummary is the header of the table with which JMH ends: its columns in brackets are parameters.
var jmhSummary = pattern.Of(`(?m)^Benchmark(?: +\([^)]*\))* +Mode +Cnt +Score`)

// jmhRows returns the results of such a table, which are means, none where the text has no table.
func jmhRows(text string) (all []jmhResult) {
	at := jmhSummary.FindStringIndex(text)
	if at == nil {
		return nil
	}
	head, rows, _ := strings.Cut(text[at[0]:], "\n")
	names := strings.Fields(head)
	names = names[1:slices.Index(names, "Mode")]
	for line := range strings.Lines(rows) {
		cells := strings.Fields(line)
		if len(cells) < len(names)+4 { // name, mode, score and unit besides
			break
		}
		if strings.Contains(cells[0], ":") { // what a profiler measured beside the benchmark above
			continue
		}
		r := jmhResult{Benchmark: cells[0], Mode: cells[1+len(names)], Params: map[string]string{}}
		for i, name := range names {
			r.Params[strings.Trim(name, "()")] = cells[1+i]
		}
		r.Primary.Unit = cells[len(cells)-1]
		scores := cells[2+len(names) : len(cells)-1] // the number of iterations, where there are several, and the score
		if error := slices.Index(scores, "±"); error > 0 {
			scores = scores[:error]
		}
		r.Primary.Score = scalar(scores[len(scores)-1])
		all = append(all, r)
	}
	return all
}
