package sizes

import (
	"fmt"
	"slices"

	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// strained is the strain of a line from which it is worth a note.
const strained = 2

// note adds how far the study reaches.
func (s *Study) note(known []Size) {
	add := func(text string, a ...any) { s.Notes = append(s.Notes, fmt.Sprintf(text, a...)) }
	if len(known) < 2 {
		return
	}
	if len(known) == 2 {
		add("two sizes lie on every line: a third shows whether what grows does so in proportion")
	}
	if s.strain >= strained {
		add("the serial time is no line through the sizes: these miss it by %s times what their intervals explain, so the intervals of what is fixed and of what grows are as many times wider", number.Significant(s.strain, 2))
	}
	if s.Simulated {
		add("the time was simulated by a law, which does not depend on the rows")
	} else {
		add("the sizes were measured one after the other: what the machine did meanwhile may be in their differences, and in no interval")
	}
	little := known[0]
	for _, z := range known[1:] {
		switch few, many := wording.Grouped(little.Rows), wording.Grouped(z.Rows); {
		case z.host != little.host:
			add("%s and %s rows were measured on different machines, %s and %s: their difference is not of the rows alone", few, many, little.host, z.host)
		case z.Model != little.Model:
			add("S is that of the %s model at %s rows and of the %s model at %s: part of their difference may be that of the models", little.Model, few, z.Model, many)
		case !slices.Equal(z.Workers, little.Workers):
			add("S was fitted to N = %s at %s rows and to N = %s at %s", number.List(little.Workers), few, number.List(z.Workers), many)
		default:
			continue
		}
		return // one is enough
	}
}

// noteOtherWork adds the sizes at which other work on the machine took of the runs.
func (s *Study) noteOtherWork(reports []*analysis.Report) {
	var some, made []string
	for i, a := range reports {
		switch {
		case a == nil || a.OtherWork == nil:
		case a.OtherWork.Made:
			made = append(made, wording.Grouped(s.Sizes[i].Rows))
		default:
			some = append(some, wording.Grouped(s.Sizes[i].Rows))
		}
	}
	if len(some) > 0 {
		s.Notes = append(s.Notes, "at "+wording.And(some...)+" rows other work had the CPUs for part of the time, which is in S and not in the program's own")
	}
	if len(made) > 0 {
		s.Notes = append(s.Notes, "at "+wording.And(made...)+" rows S is mostly that of other work on the machine and no property of the job, so the lines leave it out: sweep again on a quiet machine")
	}
}
