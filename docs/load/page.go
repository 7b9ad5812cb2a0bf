package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"serialfraction/fit"
)

// cells judges all jobs under all loads, the quiet ones too: how often their own intervals hold
// their median is what can be asked of the others.
func (p plan) cells(records map[slot]*record) (all []cell) {
	for _, j := range jobs {
		of := func(l load) (found []finding) {
			for round := range p.sweeps {
				found = append(found, records[slot{j, l, round + 1}].found)
			}
			return found
		}
		for _, l := range loads {
			all = append(all, judge(j, l, of(loads[0]), of(l)))
		}
	}
	return all
}

// write writes the page.
func write(w io.Writer, p plan, records map[slot]*record) error {
	made := slices.SortedFunc(maps.Values(records), func(a, b *record) int { return a.Started.Compare(b.Started) })
	first, last, m := made[0], made[len(made)-1], made[0].found.Machine
	cells := p.cells(records)
	where := "not pinned to a CPU, for this system cannot do that"
	if p.cpus != nil {
		where = fmt.Sprintf("the first pinned to CPU %d, the second to CPU %d", p.cpus[0], p.cpus[1])
	}
	_, err := fmt.Fprintf(w, `# The program's own S on a busy machine

A machine that does other work makes a job slower, and S of program and machine larger. The
program's own S must stay what it is. Each job below was swept at N = 1 and 2, for %v a sweep,
in turn without load, beside one busy loop and beside a loop on each of two CPUs, %d sweeps
each. What the program's own S is, the quiet sweeps tell: the median of their estimates.
A sweep under load is *right* if its own 95 %% interval of the program's S holds that median,
and is at most %d times as wide as a quiet one (by the median of the quiet widths). In each cell
%d of %d must be right, and %d of %d in all.

Written by docs/load/table.sh: sweeps from %s to %s, on %s, %g CPUs, %s %s, by %s
(SHA-256 %s…). A loop is a process that computes and never waits: %s.

| job | load | blocks of a sweep | S, here and now | the program's S | width | widest | hold the quiet S | at most %dx as wide | right | |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
%s
%s

%s`, p.time, p.sweeps, wideFactor, needed(cellShare, p.sweeps), p.sweeps, needed(wholeShare, len(busy(cells))*p.sweeps), len(busy(cells))*p.sweeps,
		stamp(first.Started), stamp(last.Started.Add(p.time)), m.CPU, m.EffectiveCPUs, m.OS, m.Kernel, p.program.named,
		p.program.digest, where, wideFactor, table(cells), conclusion(cells, p.sweeps), p.commands())
	return err
}

func stamp(t time.Time) string { return t.Format("2006-01-02 15:04 MST") }

// busy returns the cells under load.
func busy(cells []cell) (loaded []cell) {
	for _, c := range cells {
		if c.load.loops > 0 {
			loaded = append(loaded, c)
		}
	}
	return loaded
}

func table(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		verdict, of := "holds", func(n int) string { return fmt.Sprintf("%d of %d", n, c.sweeps) }
		switch {
		case c.load.loops == 0:
			verdict = ""
		case !c.passes():
			verdict = "**fails**"
		}
		if c.told < c.sweeps {
			verdict = strings.TrimSpace(fmt.Sprintf("%s (%d not told apart)", verdict, c.sweeps-c.told))
		}
		row := []string{c.job.name, c.load.title, fmt.Sprintf("%.0f", c.blocks), number(c.whole), number(c.value), number(c.width), number(c.widest),
			of(c.holds), of(c.narrow), of(c.right), verdict}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	return b.String()
}

// conclusion returns whether what is asked holds, and which cells fail.
func conclusion(cells []cell, sweeps int) string {
	var failing []string
	right, all := 0, 0
	for _, c := range busy(cells) {
		right, all = right+c.right, all+c.sweeps
		if !c.passes() {
			failing = append(failing, fmt.Sprintf("%s beside %s (%d of %d right)", c.job.name, c.load.title, c.right, c.sweeps))
		}
	}
	text := fmt.Sprintf("In all %d of %d are right, and %d are needed: ", right, all, needed(wholeShare, all))
	if right >= needed(wholeShare, all) {
		text += "that **holds**."
	} else {
		text += "that **fails**."
	}
	if len(failing) == 0 {
		return text + " Every cell holds."
	}
	return text + fmt.Sprintf(" Cells that fail, %d of %d: %s.", len(failing), len(busy(cells)), strings.Join(failing, "; "))
}

// commands returns the command lines of the sweeps.
func (p plan) commands() string {
	var b strings.Builder
	b.WriteString("The sweeps:\n\n")
	for _, j := range jobs {
		fmt.Fprintf(&b, "- %s: `%s`\n", j.name, p.command(j))
	}
	return b.String()
}

// short writes an interval for a line of progress.
func short(i *fit.Interval) string {
	if i == nil {
		return "not told"
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
	return fmt.Sprintf("%.4f", x)
}
