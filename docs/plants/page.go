package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"serialfraction/fit"
)

// write writes the page.
func write(w io.Writer, found []*finding) {
	m := found[0].runs[0].Machine
	fmt.Fprintf(w, `# Planted causes

Each sweep has one loss planted in it whose amount is known, and charges S to causes. A plant
is planted and found several times, minutes apart, and a sweep is one observation: the ends in
brackets are those of the mean of the sweeps, each at %.2f %%, so that all hold together in 95
of 100 such tables. A plant is *right* if the whole interval of what its cause received less
what was planted is within the margin, %g or %g %% of the plant (or what is named), and so is
that of every other cause; it is *wrong* if one of these intervals is outside, and else the
sweeps *cannot tell*. "Own intervals" are those that each sweep gives for the cause by itself,
at 95 %%: how many hold what was planted in that sweep. They do not allow for what the job has
of that cause without the plant.

Written by docs/plants/table.sh on %s, on %s, %g CPUs, linux %s.

`, 100*found[0].differs.Level, toleranceLeast, 100*toleranceShare, time.Now().UTC().Format("2006-01-02"), m.CPU, m.EffectiveCPUs, m.Kernel)
	fmt.Fprintln(w, "| plant | cause | N | sweeps | planted | charged | in its part | furthest from the plant | margin | own intervals | largest other | S | verdict |")
	fmt.Fprintln(w, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |")
	count := 0
	for _, f := range found {
		fmt.Fprintln(w, f.row())
		if f.outcome == right {
			count++
		}
	}
	fmt.Fprintf(w, "\n%d of %d are right.\n\n## What every cause received\n\n", count, len(found))
	writeMatrix(w, found)
	fmt.Fprint(w, "\n## The sweeps, and how their plants are known\n\n")
	for _, f := range found {
		fmt.Fprintf(w, "- %s: `%s`; %s\n", f.name, f.command, f.known)
		if f.without != "" {
			fmt.Fprintf(w, "  (`%s`)\n", f.without)
		}
	}
	fmt.Fprint(w, `
FOLDER is an empty folder. What no command plants (gc, blocked and unattributed time,
and a worker's wait for a CPU before its first claim) is planted in results/analysis/plants_test.go,
which plants every cause without a clock and wants it back exactly.
`)
}

func (f *finding) row() string {
	of, part, own := f.cause, "", ""
	if f.part != "" {
		of, part = of+": "+f.part, span(f.ofPart)
	}
	if f.ended > 0 {
		own = fmt.Sprintf("%d of %d", f.own, f.ended)
	}
	verdict := string(f.outcome)
	if f.outcome != right {
		verdict = "**" + verdict + "**"
	}
	margin := number(f.margin)
	if f.tolerance > 0 {
		margin += fmt.Sprintf(" (%g %%)", 100*f.tolerance)
	}
	r := f.runs[0]
	cells := []string{f.name, of, fmt.Sprint(r.Points[len(r.Points)-1].Workers), fmt.Sprint(len(f.runs)), span(f.planted), span(f.charged), part,
		span(f.differs), margin, own, f.other + ", " + span(f.stray), number(f.mean(f.differs.Level, func(r *run) float64 { return r.SerialFraction.Value }).Value), verdict}
	return "| " + strings.Join(cells, " | ") + " |"
}

// writeMatrix writes what every cause received from every plant, the planted one
// bold.
func writeMatrix(w io.Writer, found []*finding) {
	var names []string
	for _, f := range found {
		for _, c := range f.runs[0].Causes {
			if !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
	}
	fmt.Fprintf(w, "| plant | %s |\n| --- |%s\n", strings.Join(names, " | "), strings.Repeat(" ---: |", len(names)))
	for _, f := range found {
		cells := []string{f.name}
		for _, name := range names {
			x := f.mean(f.differs.Level, func(r *run) float64 { i, _ := r.received(name); return i.Value })
			_, ok := f.runs[0].received(name)
			switch {
			case !ok:
				cells = append(cells, "")
			case name == f.cause:
				cells = append(cells, "**"+number(x.Value)+"**")
			default:
				cells = append(cells, number(x.Value))
			}
		}
		fmt.Fprintln(w, "| "+strings.Join(cells, " | ")+" |")
	}
}

// span writes an interval, its value alone where the digits show no width.
func span(i fit.Interval) string {
	switch lo, hi := number(i.Lo), number(i.Hi); {
	case math.IsInf(i.Lo, 0) || math.IsInf(i.Hi, 0):
		return number(i.Value) + " (no ends)"
	case lo == hi:
		return number(i.Value)
	default:
		return fmt.Sprintf("%s (%s to %s)", number(i.Value), lo, hi)
	}
}

func number(x float64) string { return fmt.Sprintf("%.4f", x) }
