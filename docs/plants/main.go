// Command plants plants every cause of a serial fraction alone and writes, as
// Markdown, which cause each was charged to. It is given the program to run, and the
// names of plants where not all are wanted:
//
//	go run ./docs/plants bin/harness >docs/plants.md
package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "plants: name the harness to run: go run ./docs/plants bin/harness")
		os.Exit(2)
	}
	var found []*finding
	for _, p := range plants {
		if wanted := os.Args[2:]; len(wanted) > 0 && !slices.Contains(wanted, p.name) {
			continue
		}
		fmt.Fprintln(os.Stderr, p.name)
		f, err := p.find(os.Args[1])
		if err != nil {
			fmt.Fprintf(os.Stderr, "plants: %s: %s: %v\n", p.name, p.command, err)
			os.Exit(1)
		}
		found = append(found, f)
	}
	if len(found) == 0 {
		fmt.Fprintf(os.Stderr, "plants: no plant is called %s: the names are in docs/plants/plants.go\n", strings.Join(os.Args[2:], ", "))
		os.Exit(2)
	}
	write(os.Stdout, found)
}

// write writes the page.
func write(w io.Writer, found []*finding) {
	m := found[0].run.Machine
	fmt.Fprintf(w, `# Planted causes

Each sweep has one loss planted in it whose amount is known, and is charged with it by
cause at its largest N, as N·A(N) − A(1) over (N − 1)·T(1). A plant is *right* if its
cause received the amount to within %g or %g %% of it (or the tolerance that is named),
and no other cause more than that, either way. Written by docs/plants/table.sh on %s,
%g CPUs, linux %s.

`, toleranceLeast, 100*toleranceShare, m.CPU, m.EffectiveCPUs, m.Kernel)
	fmt.Fprintln(w, "| plant | cause | N | planted | charged | in its part | largest other | S of the sweep (95 %) | verdict |")
	fmt.Fprintln(w, "| --- | --- | ---: | ---: | ---: | ---: | --- | --- | --- |")
	right := 0
	for _, f := range found {
		fmt.Fprintln(w, f.row())
		if f.right {
			right++
		}
	}
	fmt.Fprintf(w, "\n%d of %d are right.\n\n## What every cause received\n\n", right, len(found))
	writeMatrix(w, found)
	fmt.Fprint(w, "\n## The sweeps, and how their plants are known\n\n")
	for _, f := range found {
		fmt.Fprintf(w, "- %s: `%s`; %s\n", f.name, f.command, f.known)
	}
	fmt.Fprint(w, `
FOLDER is an empty folder. What no command plants (gc, blocked and unattributed time,
and a worker's wait for a CPU before its first claim) is planted in results/analysis/plants_test.go,
which plants every cause without a clock and wants it back exactly.
`)
}

func (f *finding) row() string {
	of, part, verdict := f.cause, "", "**wrong**"
	if f.part != "" {
		of, part = of+": "+f.part, number(f.inPart)
	}
	if f.right {
		verdict = "right"
	}
	if f.tolerance > 0 {
		verdict += fmt.Sprintf(" (within %g %%)", 100*f.tolerance)
	}
	cells := []string{f.name, of, fmt.Sprint(f.run.last().Workers), number(f.planted), number(f.charged), part,
		f.other + ", " + number(f.stray), f.run.SerialFraction.String(), verdict}
	return "| " + strings.Join(cells, " | ") + " |"
}

// writeMatrix writes what every cause received from every plant, the planted one
// bold.
func writeMatrix(w io.Writer, found []*finding) {
	var names []string
	for _, f := range found {
		for _, c := range f.run.Causes {
			if !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
	}
	fmt.Fprintf(w, "| plant | %s |\n| --- |%s\n", strings.Join(names, " | "), strings.Repeat(" ---: |", len(names)))
	for _, f := range found {
		cells := []string{f.name}
		for _, name := range names {
			x, ok := f.run.last().Causes[name]
			switch {
			case !ok:
				cells = append(cells, "")
			case name == f.cause:
				cells = append(cells, "**"+number(x)+"**")
			default:
				cells = append(cells, number(x))
			}
		}
		fmt.Fprintln(w, "| "+strings.Join(cells, " | ")+" |")
	}
}

func (i *interval) String() string {
	if i.Lo == nil || i.Hi == nil {
		return number(i.Value)
	}
	return fmt.Sprintf("%s (%s to %s)", number(i.Value), number(*i.Lo), number(*i.Hi))
}

func number(x float64) string { return fmt.Sprintf("%.4f", x) }
