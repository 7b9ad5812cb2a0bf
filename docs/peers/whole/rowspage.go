package main

import (
	"fmt"
	"slices"
	"strings"
)

// A system is one that calls a function for every row, on so many workers.
type system struct {
	system, title string
	workers       int
}

// on returns the name of its entry for a job.
func (s system) on(j job) string { return entryName(s.system, s.workers, j) }

// The systems of harness: a function workload, and pipe with a script that reads and writes lines, or numbers.
const (
	ofFunctions = "harness"
	ofLines     = "pipe"
	ofNumbers   = "f8"
)

// peer reports whether a system is not harness.
func (s system) peer() bool {
	return s.system != ofFunctions && s.system != ofLines && s.system != ofNumbers
}

// like returns the system of harness that hands rows over as s does, on as many workers.
func (s system) like() system {
	if s.system == gnuParallel {
		return system{ofLines, "pipe", s.workers}
	}
	return system{ofFunctions, "the function workload", s.workers}
}

func systemsOf(c contest) (list []system) {
	for _, e := range c.Entries {
		if e.Job == allRows.Name {
			name, _, _ := strings.Cut(e.Name, "-")
			list = append(list, system{name, e.Title, e.Workers})
		}
	}
	return list
}

// rowsTables returns the tables of the systems that call a function for every row.
func rowsTables(kept []line, c contest) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| median of %d | N | `welch`, %d rows, seconds | CPU seconds | memory, MiB | times as long as the function workload at this N | as `pipe` at this N | as `pipe --frame f8` at this N |\n|---|---:|---:|---:|---:|---:|---:|---:|\n", c.Rounds, rowsOf)
	systems := systemsOf(c)
	for _, s := range systems {
		name := s.on(allRows)
		fmt.Fprintf(&b, "| `%s` | %d | %.2f | %.2f | %.0f |", s.title, s.workers, seconds(kept, c, name), cpu(kept, c, name),
			find(kept, c.Name, name, 0).Peak)
		for _, ours := range []string{ofFunctions, ofLines, ofNumbers} {
			fmt.Fprintf(&b, " %.2f |", ratio(kept, c, name, entryName(ours, s.workers, allRows)))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "\nAt equal N no peer was faster in every round than the function workload%s; nor than pipe%s; nor than pipe with the frame f8%s.%s\n",
		faster(kept, c, ofFunctions), faster(kept, c, ofLines), faster(kept, c, ofNumbers), untold(kept, c))
	fmt.Fprintf(&b, `
What the systems need besides the function. Start-up is the whole process with two rows. Transfer is the whole process
with a function that returns two numbers of its row at once, less the start-up, for each of %d rows: the time of a
worker, so that of the process times N. Imbalance is the time from the last row of the first worker that was done to
that of the last, in runs of their own, in which each worker notes the time after each row. A transfer below 0 is less
than what start-ups differ by.

| median of %d | N | start-up, ms | transfer, µs a row | imbalance, ms |
|---|---:|---:|---:|---:|
`, rowsOf, c.Rounds)
	for _, s := range systems {
		x := costOf(kept, c, s)
		apart := "–"
		if s.workers > 1 {
			apart = fmt.Sprintf("%.0f", x.imbalance)
		}
		fmt.Fprintf(&b, "| `%s` | %d | %.0f | %.1f | %s |\n", s.title, s.workers, x.startUp, x.transfer, apart)
	}
	b.WriteString("\nBeside the system of harness that hands rows over in the same way:\n\n")
	for _, s := range systems {
		if !s.peer() {
			continue
		}
		x, ours := costOf(kept, c, s), costOf(kept, c, s.like())
		fmt.Fprintf(&b, "- %s, at N = %d, to %s: start-up %+.0f ms, transfer %+.1f µs a row (%+.0f ms of the job)", s.title, s.workers, s.like().title, x.startUp-ours.startUp,
			x.transfer-ours.transfer, (x.transfer-ours.transfer)*rowsOf/float64(s.workers)/1000)
		if s.workers > 1 {
			fmt.Fprintf(&b, ", imbalance %+.0f ms", x.imbalance-ours.imbalance)
		}
		fmt.Fprintf(&b, "; the whole process with welch %+.0f ms\n", 1000*(seconds(kept, c, s.on(allRows))-seconds(kept, c, s.like().on(allRows))))
	}
	return b.String()
}

// A cost is what a system needs besides the function.
type cost struct{ startUp, transfer, imbalance float64 } // ms, µs of a worker for a row, ms; imbalance 0 on one worker

func costOf(kept []line, c contest, s system) (x cost) {
	x.startUp = 1000 * seconds(kept, c, s.on(startUp))
	x.transfer = 1e6 * float64(s.workers) / rowsOf * median(of(kept, c, s.on(transfer), func(l *line) float64 {
		return l.Seconds - find(kept, c.Name, s.on(startUp), l.Round).Seconds
	}))
	if s.workers > 1 {
		x.imbalance = 1000 * median(of(kept, c, s.on(imbalance), func(l *line) float64 { return l.Apart }))
	}
	return x
}

// faster names the peers that do welch faster than a system of harness does in every round.
func faster(kept []line, c contest, ours string) string {
	var list []string
	for _, s := range systemsOf(c) {
		if all := ratios(kept, c, s.on(allRows), entryName(ours, s.workers, allRows)); s.peer() && slices.Max(all) < 1 {
			list = append(list, fmt.Sprintf("%s at N = %d (%.2f of its time)", s.title, s.workers, median(all)))
		}
	}
	if list == nil {
		return ""
	}
	return " but " + strings.Join(list, ", ")
}

// untold names the peers of which the rounds do not tell whether they are faster than a system of harness.
func untold(kept []line, c contest) string {
	var list []string
	for _, s := range systemsOf(c) {
		for _, ours := range systemsOf(c) {
			if !s.peer() || ours.peer() || ours.workers != s.workers {
				continue
			}
			if all := ratios(kept, c, s.on(allRows), ours.on(allRows)); slices.Min(all) < 1 && slices.Max(all) >= 1 {
				list = append(list, fmt.Sprintf("%s and `%s` at N = %d (%.2f to %.2f of its time)", s.title, ours.title, s.workers, slices.Min(all), slices.Max(all)))
			}
		}
	}
	if list == nil {
		return ""
	}
	return " The faster one changed from round to round for " + strings.Join(list, ", ") + "."
}
