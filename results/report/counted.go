package report

import (
	"fmt"
	"slices"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// countedItems says what the counters tell about the largest N that was fitted, beside N = 1, and why they do
// not split slower execution; nil where nothing was counted.
func countedItems(a *analysis.Report) []string {
	return append(tellingItems(a), unsplitItems[a.Unsplit]...)
}

// unsplitItems says why execution is not split.
var unsplitItems = map[analysis.Unsplit][]string{
	analysis.UnsplitProgram: {"slower execution is not split: programs do the work, in processes of their own, which are not counted"},
	analysis.UnsplitRemote:  {"slower execution is not split: the workers get their rows as messages, and their kernels have no thread of their own to count"},
	analysis.UnsplitQueue:   {"slower execution is not split: in the schedule queue nobody measures what the workers wait for a CPU"},
	analysis.UnsplitPaced:   {"slower execution is not split: paced rows wait, and waiting is no execution"},
	analysis.UnsplitSome:    {"slower execution is not split: not every worker of every run was counted for 90 % of its time"},
}

// tellingItems says what was counted.
func tellingItems(a *analysis.Report) []string {
	if len(a.Counted) == 0 {
		return nil
	}
	one, most := a.Counted[0], a.Counted[len(a.Counted)-1]
	if n := len(a.FittedWorkers); n > 0 {
		if i := slices.IndexFunc(a.Counted, func(c analysis.Counted) bool { return c.Workers == slices.Max(a.FittedWorkers) }); i >= 0 {
			most = a.Counted[i]
		}
	}
	return append(paceItems(one, most), eventItems(one, most)...)
}

// paceItems says how fast the workers execute: their clock, the cycles of an instruction and the
// instructions of all.
func paceItems(one, most analysis.Counted) []string {
	if one.Hertz == nil || most.Hertz == nil {
		return nil
	}
	gigahertz := func(c analysis.Counted) string { return number.Significant(*c.Hertz/1e9, 2) }
	cycles := func(c analysis.Counted) string { return number.Significant(*c.CyclesEach, 2) }
	if most.Workers == 1 {
		return []string{"the worker runs at " + gigahertz(one) + " GHz, " + cycles(one) + " cycles an instruction"}
	}
	items := []string{fmt.Sprintf("each worker runs at %s GHz when %d do as when 1 does", gigahertz(most), most.Workers)}
	if gigahertz(one) != gigahertz(most) {
		items[0] = fmt.Sprintf("each worker runs at %s instead of %s GHz when %d do", gigahertz(most), gigahertz(one), most.Workers)
	}
	each := cycles(most) + " cycles an instruction as before"
	if cycles(one) != cycles(most) {
		each = cycles(most) + " instead of " + cycles(one) + " cycles an instruction"
	}
	return append(items, each, number.Significant(*most.Instructions / *one.Instructions, 3)+" times the instructions")
}

// eventItems says what the system did to the workers of a run, at N = 1 in brackets.
func eventItems(one, most analysis.Counted) []string {
	if one.MinorFaults == nil || most.MinorFaults == nil {
		return nil
	}
	head, beside := "a run at N = 1 has ", func(float64) string { return "" }
	if most.Workers > 1 {
		head = fmt.Sprintf("a run at N = %d (N = 1) has ", most.Workers)
		beside = func(x float64) string { return " (" + number.Significant(x, 2) + ")" }
	}
	event := func(at, alone float64, what string) string {
		return number.Significant(at, 2) + beside(alone) + " " + what
	}
	items := []string{head + event(*most.MinorFaults+*most.MajorFaults, *one.MinorFaults+*one.MajorFaults, "page faults")}
	if one.Migrations != nil && most.Migrations != nil {
		items = append(items, event(*most.Migrations, *one.Migrations, "moves to another CPU"))
	}
	return append(items, event(*most.Involuntary, *one.Involuntary, "switches to another thread"))
}
