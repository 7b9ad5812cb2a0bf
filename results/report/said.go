package report

import (
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
)

// A Line is a label and what it is about, in words, as the table of a terminal has them. A page and a
// picture have the same words.
type Line struct {
	Label string
	Items []string
}

// Lines returns the facts of a report: the machine, the job, the fit and where they come from. A line
// without items is left out.
func Lines(a *analysis.Report) []Line {
	var lines []Line
	for _, l := range []Line{
		{"machine", machineItems(a.Machine)}, {"job", jobItems(a)}, {"workers", workerItems(a)},
		{"fit", fitItems(a)}, {"from", sourceItems(a)}, {"ended", endedItems(a)}, {"counters", countedItems(a)},
	} {
		if len(l.Items) > 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// ToDo returns what to do after a sweep: how many workers to use, and what the removal of each cause of S
// would gain, or why that cannot be told. Each line has one item.
func ToDo(a *analysis.Report) []Line {
	var lines []Line
	for _, t := range tasks(a) {
		lines = append(lines, Line{t.label, []string{t.text}})
	}
	return lines
}

// Warnings returns the warnings for people, without those that the verdict has.
func Warnings(all []advice.Advice) []advice.Advice { return warningsOf(all) }

// Control returns the sentence about independent copies; "" where there were none.
func Control(a *analysis.Report) string {
	if a.Control == nil {
		return ""
	}
	return controlSentence(a.Control, a.SerialFraction)
}
