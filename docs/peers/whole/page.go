package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// page prints docs/peers/whole-processes.md from the kept runs. A contest that is not whole is left out.
func page(kept []line) string {
	var b strings.Builder
	b.WriteString(`# Whole processes beside what people would use

Each program starts, reads a file, does the job and writes a file of results: its whole process is timed.
The programs take turns, in each round another is the first; a number is the median of the rounds, and "times as
long" is the median of the ratios within the rounds. Files are in memory (/dev/shm), so no disk is timed. N is the
number of workers; libraries have one thread in each process. Memory is the most that all
processes of a program had at once in a run apart, looked at every 5 ms; a page that several
have counts once. The answers of every run are held against those of harness, and a run with others ends the
measurement. ` + "`make bench-whole`" + ` measures anew; docs/peers/whole/runs.jsonl has every run.

`)
	for _, l := range kept {
		if l.On != "" {
			fmt.Fprintf(&b, "%s.\n", l.On)
		}
	}
	for _, c := range contests {
		if !whole(kept, c) {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", c.Title, c.Text)
		b.WriteString(loaded(kept, c))
		if strings.HasPrefix(c.Name, "rows-") {
			b.WriteString(rowsTables(kept, c))
		} else {
			b.WriteString(oneJob(kept, c))
		}
		fmt.Fprintf(&b, "\n%s\n", agreement(kept, c))
	}
	return b.String()
}

// quiet is how much of a CPU others may use on a machine that is called quiet.
const quiet = 0.05

// loaded says that other work ran beside a contest; "" where none did.
func loaded(kept []line, c contest) string {
	others, of := 0.0, 0.0
	for _, e := range c.Entries {
		for round := 1; round <= c.Rounds; round++ {
			l := find(kept, c.Name, e.Name, round)
			others, of = others+l.Others, of+l.Seconds
		}
	}
	if others <= quiet*of {
		return ""
	}
	return fmt.Sprintf(`**Loaded:** other work ran on this machine meanwhile and used %.2f of a CPU on average, so that a program on two CPUs had less than
two: its CPU seconds tell more than its seconds.

`, others/of)
}

// whole reports whether all runs of a contest are there.
func whole(kept []line, c contest) bool {
	for _, e := range c.Entries {
		for round := range c.Rounds + 1 {
			if find(kept, c.Name, e.Name, round) == nil {
				return false
			}
		}
	}
	return true
}

// oneJob returns the table of a contest whose programs do one job.
func oneJob(kept []line, c contest) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| median of %d | N | seconds | CPU seconds | memory, MiB | times as long as harness at N = 1 | at N = 2 |\n|---|---:|---:|---:|---:|---:|---:|\n", c.Rounds)
	for _, e := range c.Entries {
		fmt.Fprintf(&b, "| `%s` | %d | %.2f | %.2f | %.0f | %.2f | %.2f |\n", e.Title, e.Workers, seconds(kept, c, e.Name), cpu(kept, c, e.Name),
			find(kept, c.Name, e.Name, 0).Peak, ratio(kept, c, e.Name, "harness-1"), ratio(kept, c, e.Name, "harness-2"))
	}
	return b.String()
}

// agreement tells what was compared.
func agreement(kept []line, c contest) string {
	compared, differ, errors := 0, 0.0, 0.0
	for _, e := range c.Entries {
		l := find(kept, c.Name, e.Name, 0)
		compared, differ, errors = compared+l.Compared, max(differ, l.Differ), max(errors, l.Draws)
	}
	text := fmt.Sprintf("%d answers were compared; the largest relative difference is %.1e", compared, differ)
	if errors > 0 {
		text += fmt.Sprintf(", and of the random ones %.1f standard errors", errors)
	}
	return text + "."
}

// of returns a number of each timed run of an entry.
func of(kept []line, c contest, entry string, number func(*line) float64) (list []float64) {
	for round := 1; round <= c.Rounds; round++ {
		list = append(list, number(find(kept, c.Name, entry, round)))
	}
	return list
}

func seconds(kept []line, c contest, entry string) float64 {
	return median(of(kept, c, entry, func(l *line) float64 { return l.Seconds }))
}

func cpu(kept []line, c contest, entry string) float64 {
	return median(of(kept, c, entry, func(l *line) float64 { return l.CPU }))
}

// ratios returns the ratios of the seconds of two entries within the rounds.
func ratios(kept []line, c contest, entry, to string) []float64 {
	return of(kept, c, entry, func(l *line) float64 { return l.Seconds / find(kept, c.Name, to, l.Round).Seconds })
}

// ratio returns the median of the ratios.
func ratio(kept []line, c contest, entry, to string) float64 {
	return median(ratios(kept, c, entry, to))
}

func median(of []float64) float64 {
	if len(of) == 0 {
		return math.NaN()
	}
	of = slices.Sorted(slices.Values(of))
	return (of[(len(of)-1)/2] + of[len(of)/2]) / 2
}
