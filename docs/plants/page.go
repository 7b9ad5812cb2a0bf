package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"serialfraction/docs/kept"
	"serialfraction/fit"
)

// A page is what was found, and of which origin it is.
type page struct {
	found  []*finding
	origin kept.Origin
}

func (p page) write(w io.Writer) error {
	found, o := p.found, p.origin
	var b strings.Builder
	fmt.Fprintf(&b, `# Planted causes

Each sweep has one loss planted in it whose amount is known, and charges S to causes. A plant
is planted and found several times, minutes apart, and a sweep is one observation: the ends in
brackets are those of the mean of the sweeps, each at %.2f %%, so that in 95 of 100 such tables
or more no plant is called right that is not. A plant is *right* if the whole interval of what
its cause received less what was planted is within the margin, %g or %g %% of the plant (or what
is named), and what every other cause received is within %[2]g or %[3]g %% of the plant; it is *wrong* if
one of these intervals is outside. Else a cause is *not measured* in some of the sweeps, or they
*cannot tell*. Another cause must receive nothing, or as much as the job has of it without the
plant, where the list of sweeps below names what it is held against: "largest other" is what it
received beyond that. Where a part alone is planted, the rest of its cause is another cause. "Own
intervals" are those that each sweep gives for the cause or part by itself, at 95 %%: how many hold
what was planted in that sweep, which they take as exact. What the job has by itself is in what was
planted where the list names it; else they do not allow for it.

Swept from %s to %s on %s, by %s.
%s
Judged by docs/plants %s, from the result files.

`, 100*found[0].level, toleranceLeast, 100*toleranceShare, kept.Stamp(o.Attempts.First), kept.Stamp(o.Attempts.Last), found[0].runs[0].machine,
		o.Measured, o.Attempts, o.Judged)
	fmt.Fprintln(&b, "| plant | cause | N | sweeps | planted | charged | in its part | furthest from the plant | margin | own intervals | largest other | S | verdict |")
	fmt.Fprintln(&b, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |")
	count := 0
	for _, f := range found {
		fmt.Fprintln(&b, f.row())
		if f.outcome == right {
			count++
		}
	}
	fmt.Fprintf(&b, "\n%d of %d are right.\n\n## What every cause received\n\n", count, len(found))
	writeMatrix(&b, found)
	fmt.Fprint(&b, "\n## The sweeps, and how their plants are known\n\n")
	for _, f := range found {
		fmt.Fprintf(&b, "- %s: `%s`; %s\n", f.name, f.command, f.known)
		if f.without != "" {
			fmt.Fprintf(&b, "  (`%s`)\n", f.without)
		}
	}
	fmt.Fprint(&b, `
FOLDER is an empty folder. What no command plants (gc, blocked and unattributed time,
and a worker's wait for a CPU before its first claim) is planted in results/analysis/plants_test.go,
which plants every cause without a clock and wants it back exactly.
`)
	_, err := io.WriteString(w, b.String())
	return err
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
	if len(f.unmeasured) > 0 {
		verdict += ": not measured in each sweep: " + strings.Join(f.unmeasured, ", ")
	}
	other := ""
	if f.other != "" {
		other = f.other + ", " + span(f.stray)
	}
	cells := []string{f.name, of, fmt.Sprint(f.runs[0].workers), fmt.Sprint(len(f.runs)), span(f.planted), span(f.charged), part,
		span(f.differs), margin, own, other, number(f.mean(func(r *run) float64 { return r.serial.Value }).Value), verdict}
	return "| " + strings.Join(cells, " | ") + " |"
}

// writeMatrix writes what every cause received from every plant, the planted one
// bold. A sweep without a scope that has a cause has nothing of it.
func writeMatrix(w io.Writer, found []*finding) {
	var names []string
	for _, f := range found {
		for _, name := range f.causes() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	fmt.Fprintf(w, "| plant | %s |\n| --- |%s\n", strings.Join(names, " | "), strings.Repeat(" ---: |", len(names)))
	for _, f := range found {
		cells := []string{f.name}
		for _, name := range names {
			cell := ""
			switch {
			case f.measured(name):
				cell = number(f.received(name).Value)
			case slices.Contains(f.causes(), name):
				cell = string(unknown)
			}
			if name == f.cause && cell != "" {
				cell = "**" + cell + "**"
			}
			cells = append(cells, cell)
		}
		fmt.Fprintln(w, "| "+strings.Join(cells, " | ")+" |")
	}
}

// span writes an interval, its value alone where the digits show no width.
func span(i fit.Interval) string {
	switch lo, hi := number(i.Lo), number(i.Hi); {
	case math.IsNaN(i.Value):
		return "–"
	case !i.Bounded():
		return number(i.Value) + " (no ends)"
	case lo == hi:
		return number(i.Value)
	default:
		return fmt.Sprintf("%s (%s to %s)", number(i.Value), lo, hi)
	}
}

// number writes a share, a 0 without a sign.
func number(x float64) string { return strings.Replace(fmt.Sprintf("%.4f", x), "-0.0000", "0.0000", 1) }
