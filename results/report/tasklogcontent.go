package report

import (
	"slices"

	"serialfraction/results/chart"
	"serialfraction/results/tasklog/study"
)

// LogContent returns what the study of a log says, pool by pool, each with its own verdict.
func LogContent(s *study.Study) Content {
	c := Content{Title: "The serial fraction of a run, from its log", Verdict: s.Verdict}
	if len(s.Pools) == 0 {
		c.Parts = []Part{logPart(s)}
	}
	for _, of := range s.Pools {
		p := logPart(of)
		p.Head = of.Pool
		if of.Tells {
			p.Lines = append([]Line{{"verdict", []string{of.Verdict}}}, p.Lines...)
		} else {
			p.Warnings = append([]string{of.Verdict}, p.Warnings...)
		}
		c.Parts = append(c.Parts, p)
	}
	return c
}

func logPart(s *study.Study) (p Part) {
	p.shows(chart.Course(s))
	for _, g := range slices.Concat(answerTables(s), logTables(s)) {
		p.Tables = append(p.Tables, grid(g.says, g.table))
		for _, note := range g.notes {
			p.add(g.label, note)
		}
	}
	p.Lines = append(p.Lines, logFacts(s)...)
	for _, text := range s.Warnings {
		p.warn(text)
	}
	p.add("next", logNext(s))
	return p
}
