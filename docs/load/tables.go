package main

import (
	"fmt"
	"strings"
)

// ruleTable is the table of the rule.
func ruleTable(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		verdict, of := "holds", func(n int) string { return fmt.Sprintf("%d of %d", n, c.sweeps) }
		if !c.passes() {
			verdict = "**fails**"
		}
		narrow, right := of(c.narrow), of(c.right)
		if c.quiet() {
			narrow, right = "", ""
		}
		if c.divided < c.sweeps {
			verdict += fmt.Sprintf(" (in %d not known apart from the machine's)", c.sweeps-c.divided)
		}
		row := []string{c.job.name, c.load.title, fmt.Sprintf("%.0f", c.blocks), fmt.Sprintf("%.0f %%", 100*c.others), number(c.whole), number(c.value), number(c.width), number(c.widest),
			of(c.holds), narrow, right, verdict}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	return b.String()
}

// conclusion returns whether the rule holds, and which cells fail.
func conclusion(loaded []cell, sweeps int) string {
	var failing []string
	right := 0
	for _, c := range loaded {
		right += c.right
		if !c.passes() {
			failing = append(failing, fmt.Sprintf("%s beside %s (%d of %d right)", c.job.name, c.load.title, c.right, c.sweeps))
		}
	}
	all := len(loaded) * sweeps
	text := fmt.Sprintf("In all %d of %d are right, and %d are needed: ", right, all, needed(wholeShare, all))
	if right >= needed(wholeShare, all) {
		text += "that **holds**."
	} else {
		text += "that **fails**."
	}
	if len(failing) == 0 {
		return text + " Every cell under load holds."
	}
	return text + fmt.Sprintf(" Cells that fail, %d of %d: %s.", len(failing), len(loaded), strings.Join(failing, "; "))
}

// quietConclusion returns whether the quiet intervals are what the others can be held against.
func quietConclusion(cells []cell) string {
	var failing []string
	quiet, need, most := 0, 0, 0.0
	for _, c := range cells {
		if !c.quiet() {
			continue
		}
		quiet, need, most = quiet+1, needed(cellShare, c.sweeps), max(most, c.most)
		if !c.passes() {
			failing = append(failing, fmt.Sprintf("%s (%d of %d)", c.job.name, c.holds, c.sweeps))
		}
	}
	text := fmt.Sprintf("The quiet sweeps are held against their own median, of which %d or more of a job must hold it: %d of %d jobs do.", need, quiet-len(failing), quiet)
	if len(failing) > 0 {
		text += " Of the others the intervals are too narrow without load already, whatever the cells under load show: " + strings.Join(failing, "; ") + "."
	}
	return text + fmt.Sprintf(" Others had the CPUs for %.0f %% of the time of the runs in the least quiet of them.", 100*most)
}

// shiftTable is the table of the shifts.
func shiftTable(loaded []cell) string {
	var b strings.Builder
	for _, c := range loaded {
		row := []string{c.job.name, c.load.title, fmt.Sprint(c.rounds), short(&c.shift), number(c.quietHalf), number(c.scatter), string(c.leak()),
			fmt.Sprintf("%d of %d", c.above, c.above+c.below), chance(signTest(c.above, c.below)), fmt.Sprint(c.tooHigh), fmt.Sprint(c.tooLow)}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	return b.String()
}

// shiftConclusion counts the shifts, and the misses of all cells.
func shiftConclusion(loaded []cell) string {
	by := map[leak][]string{}
	high, low, rare := 0, 0, []string(nil)
	for _, c := range loaded {
		name := c.job.name + " beside " + c.load.title
		by[c.leak()] = append(by[c.leak()], name)
		high, low = high+c.tooHigh, low+c.tooLow
		if signTest(c.above, c.below) <= 0.05/float64(len(loaded)) {
			rare = append(rare, name)
		}
	}
	listed := func(names []string) string {
		if len(names) == 0 {
			return "none"
		}
		return strings.Join(names, "; ")
	}
	return fmt.Sprintf(`The shift is less than the scatter of the quiet S in %d of %d cells, and more in: %s. Not by chance to
one side: %s. Of all intervals %d are too high and %d too low (P = %s, if they did not hang together
by the median that they share).`, len(by[noLeak]), len(loaded), listed(by[aLeak]), listed(rare), high, low, chance(signTest(high, low)))
}

// strength returns what a table that passes shows.
func strength(cells, sweeps int) string {
	least, wholeLeast := needed(cellShare, sweeps), needed(wholeShare, cells*sweeps)
	in := func(cells, wholeLeast int) (of []any) {
		for _, p := range []float64{0.95, 0.9, 0.85} {
			of = append(of, percent(passes(cells, sweeps, least, wholeLeast, p)))
		}
		return of
	}
	return fmt.Sprintf(`If each sweep under load were right with a probability of 95 %%, by itself, all of the rule would
hold with a probability of %s; with 90 %% it would with %s, with 85 %% with %s.`, in(cells, wholeLeast)...) +
		fmt.Sprintf(`
One cell would hold with %s, %s and %s: it shows little by itself. The sweeps of a job do hang
together a little, for the median that they are held against is of %d sweeps.`, append(in(1, least), sweeps)...)
}

// chance writes the P of a test.
func chance(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

// percent writes a probability.
func percent(p float64) string {
	switch {
	case p < 0.01:
		return "less than 1 %"
	case p > 0.99:
		return "more than 99 %"
	}
	return fmt.Sprintf("%.0f %%", 100*p)
}
