package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"serialfraction/docs/kept"
	"serialfraction/fit"
	"serialfraction/harness/machine"
)

// A page is what was found, and of which origin it is.
type page struct {
	plan   plan
	found  map[slot]finding
	origin kept.Origin
}

// cells judges all jobs under all loads, the quiet ones too.
func (p page) cells() (all []cell) {
	for _, j := range jobs {
		of := func(l load) (found []finding) {
			for round := range p.plan.sweeps {
				found = append(found, p.found[slot{j, l, round + 1}])
			}
			return found
		}
		for _, l := range loads {
			all = append(all, judge(j, l, of(loads[0]), of(l)))
		}
	}
	return all
}

func (p page) write(w io.Writer) error {
	cells, sweeps := p.cells(), p.plan.sweeps
	loaded := slices.DeleteFunc(slices.Clone(cells), cell.quiet)
	_, err := fmt.Fprintf(w, `# The program's own S on a busy machine

A machine that does other work makes a job slower, and S of program and machine larger. The
program's own S must stay what it is. Each job below was swept at N = 1 and 2, for %v a sweep,
in turn without load, beside one busy loop and beside a loop on each of two CPUs, %d sweeps
each. What the program's own S is, is taken from the quiet sweeps: the median of their
estimates. A sweep under load is *right* if its own 95 %% interval of the program's S holds that
median, and is at most %d times as wide as a quiet one (by the median of the quiet widths). In
each cell %d of %d must be right, and %d of %d in all.

%s

| job | load | blocks of a sweep | others had the CPUs | S, here and now | the program's S | width | widest | hold the quiet S | at most %dx as wide | right | |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
%s
%s

%s

## Does load get into it?

By the rule above an interval that is three times as wide may be off by more than a quiet one is
wide, always to the same side, and still be right. So the estimates are compared too: what a
sweep under load found, less what the quiet sweep of the same round did. The shift is the median
of these differences; its interval holds at %s whatever their distribution. It
is compared with the scatter of the quiet sweeps: half of what 95 %% of their estimates lie within.
The width of a quiet interval, of which half stands beside it, is no measure of that: it also has
what may be the program's or the machine's, which is the same in every sweep. P is the probability that so many rounds
or more have the same sign by chance; of the %d cells together, %.4f is rare. Too high and too low
are intervals that are wholly above or below the quiet median.

| job | load | rounds | shift of the program's S | half a quiet width | scatter of the quiet S | the shift is | higher in | P | too high | too low |
| --- | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |
%s
%s

## What the rule can show

%s

None of these jobs has few long chunks, or rows whose times are at random. How often the interval
holds the program's S there, with other work and without, is simulated in [program-coverage.md](program-coverage.md).

%s`, p.plan.time, sweeps, wideFactor, needed(cellShare, sweeps), sweeps, needed(wholeShare, len(loaded)*sweeps), len(loaded)*sweeps,
		p.swept(), wideFactor, ruleTable(cells), conclusion(loaded, sweeps), quietConclusion(cells),
		percent(signInterval(make([]float64, sweeps)).Level), len(loaded), 0.05/float64(len(loaded)),
		shiftTable(loaded), shiftConclusion(loaded), strength(len(loaded), sweeps), p.commands())
	return err
}

// swept returns how the sweeps came to be, and who judges them.
func (p page) swept() string {
	one, a := p.found[p.plan.slots()[0]], p.origin.Attempts
	loops := "not pinned to a CPU, for this system cannot do that"
	if cpus, ok := machine.ParseList(one.affinity); ok && len(cpus) == 2 {
		loops = fmt.Sprintf("the first pinned to CPU %d, the second to CPU %d", cpus[0], cpus[1])
	}
	return fmt.Sprintf(`Swept from %s to %s, with at most %v between two sweeps, on
%s, by %s.
%s
Judged by docs/load %s, from the result files. A loop is a process that computes and never
waits: %s. Each had its CPU for a third of the sweep or more.`, kept.Stamp(a.First), kept.Stamp(a.Last.Add(p.plan.time)), a.Pause,
		one.machine, p.origin.Measured, a, p.origin.Judged, loops)
}

// commands returns the command lines of the sweeps.
func (p page) commands() string {
	var b strings.Builder
	b.WriteString("The sweeps:\n\n")
	for _, j := range jobs {
		fmt.Fprintf(&b, "- %s: `%s`\n", j.name, p.plan.command(j))
	}
	return b.String()
}

// short writes an interval for a line of progress.
func short(i *fit.Interval) string {
	if i == nil {
		return "not known apart"
	}
	return fmt.Sprintf("%s (%s to %s)", number(i.Value), number(i.Lo), number(i.Hi))
}

// number writes a share, or a dash where there is none.
func number(x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case math.IsInf(x, 0):
		return "no end"
	}
	return strings.Replace(fmt.Sprintf("%.4f", x), "-0.0000", "0.0000", 1)
}
