package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// steep is the exponent from which growth is told to be more than linear: a tenfold size then takes a
// quarter more than ten times.
const steep = 1.1

// page prints docs/growth.md from the kept runs. The error is that of a run that is missing.
func page(kept []line) (string, error) {
	all, left := cells()
	for _, c := range append([]cell{started}, all...) {
		for round := range rounds + 1 {
			if find(kept, c, round) == nil && (round > 0 || c.Format == "npy") {
				return "", fmt.Errorf("there is no run of %s in round %d: measure again", c.file(), round)
			}
		}
	}
	var b strings.Builder
	b.WriteString(`# How the cost grows

` + "`harness run`" + ` of the t-test from file to file on 2 CPUs, N = 2, and S of the same rows by a sweep, for files
from a thousand to ten million rows and from ten to ten thousand columns. Written by docs/growth.sh, which
measures anew; docs/growth/runs.jsonl has every run.

`)
	fmt.Fprintf(&b, "%s. Each number is the median of %d runs that took turns. Files are in memory (/dev/shm). Files of more\n", kept[0].On, rounds)
	fmt.Fprintf(&b, "than 10^8 values, 0.8 GB of .npy and 2 GB of .csv, are left out: %s.\n", listed(left))
	for _, t := range []struct {
		title, text string
		of          func(l *line) float64
		format      string
		unit        []unit
	}{
		{"Time", "Seconds of the whole process: it starts, maps or reads the file, tests the rows and writes a line for each.", func(l *line) float64 { return l.Seconds }, "%.3g",
			[]unit{{"ms", 1e3}, {"ns", 1e9}, {"ns", 1e9}}},
		{"Memory", "Most MiB in memory at once. Of a mapped .npy the pages that were read count, though the system may take them back at any time.", func(l *line) float64 { return l.Peak }, "%.0f",
			[]unit{{"MiB", 1}, {"bytes", 1 << 20}, {"bytes", 1 << 20}}},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", t.title, t.text)
		of := func(c cell) float64 { return middle(kept, c, t.of) }
		grid(&b, func(c cell) string { return fmt.Sprintf(t.format, of(c)) }, true)
		growth(&b, all, of, t.unit)
	}
	b.WriteString(`
## The serial fraction

The program's own S by a sweep at N = 1 and 2, and in brackets its 95 % interval. The sweep times the tests alone: neither
the file nor the start of the process, whose milliseconds above are in no S.

`)
	grid(&b, func(c cell) string { return told(find(kept, c, 0).Own) }, false)
	few(&b, kept, all)
	b.WriteString("\nS of program and machine together:\n\n")
	grid(&b, func(c cell) string { return told(find(kept, c, 0).All) }, false)
	return b.String(), nil
}

// few tells why few rows have a large S: by the chunks that they are cut into, by what the tests take, and by
// the largest cause.
func few(b *strings.Builder, kept []line, all []cell) {
	b.WriteString("\nS of few rows is large since they are few chunks: the kernel is to take 100 µs at least for a chunk, or what it costs\nto hand it out and to wake a worker would count, which is in the time of the tests below. One chunk is the work of one\nworker, whatever N is: S = 1.\n")
	b.WriteString("\n| rows | columns | tests at N = 1 | chunks | own S | largest cause in the program |\n|---:|---:|---:|---:|---:|---|\n")
	for _, c := range all {
		l := find(kept, c, 0)
		if c.Format != "npy" || c.Rows > fewRows || l.Own == nil {
			continue
		}
		why := "not known"
		if l.Cause != nil {
			why = fmt.Sprintf("%s, %.3f", l.Cause.Name, l.Cause.S)
		}
		fmt.Fprintf(b, "| %s | %d | %s | %d | %.4f | %s |\n", power(c.Rows), c.Cols, amount(l.T1, unit{"µs", 1e6}), l.Chunks, l.Own.Value, why)
	}
}

// fewRows is up to how many rows a line tells what their S is made of.
const fewRows = 10_000

// grid writes a table with a line for each number of rows and a column for each number of columns; with the
// cells of text behind them where text is set.
func grid(b *strings.Builder, of func(cell) string, text bool) {
	b.WriteString("| rows |")
	under := "|---:|"
	for _, cols := range manyCols {
		fmt.Fprintf(b, " × %d |", cols)
		under += "---:|"
	}
	if text {
		fmt.Fprintf(b, " .csv × %d |", textCols)
		under += "---:|"
	}
	fmt.Fprintf(b, "\n%s\n", under)
	all, _ := cells()
	for _, rows := range manyRows {
		fmt.Fprintf(b, "| 10^%.0f |", math.Log10(float64(rows)))
		list := make([]cell, 0, len(manyCols)+1)
		for _, cols := range manyCols {
			list = append(list, cell{rows, cols, "npy"})
		}
		if text {
			list = append(list, cell{rows, textCols, "csv"})
		}
		for _, c := range list {
			if slices.Contains(all, c) {
				fmt.Fprintf(b, " %s |", of(c))
			} else {
				b.WriteString(" – |")
			}
		}
		b.WriteString("\n")
	}
}

// A unit is what a term of a law is told in.
type unit struct {
	name string
	per  float64
}

// growth tells the law of each format, how far the cells are from it, and where growth is more than linear.
func growth(b *strings.Builder, all []cell, of func(cell) float64, units []unit) {
	b.WriteString("\n")
	for _, format := range []string{"npy", "csv"} {
		var some []cell
		var measured []float64
		for _, c := range all {
			if c.Format == format {
				some, measured = append(some, c), append(measured, of(c))
			}
		}
		if format == "csv" {
			l := fitRows(some, measured)
			fmt.Fprintf(b, "- .csv of %d columns: %s and %s a row", textCols, amount(l.fixed, units[0]), amount(l.row, units[1]))
			off(b, l, some, measured)
			continue
		}
		l := fit(some, measured)
		fmt.Fprintf(b, "- .%s: %s, %s a row and %s a value", format, amount(l.fixed, units[0]), amount(l.row, units[1]), amount(l.value, units[2]))
		off(b, l, some, measured)
	}
	fmt.Fprintf(b, "- %s is what a process takes that reads no rows (`harness version`).\n", amount(of(started), units[0]))
	if found := steeper(all, of); len(found) > 0 {
		fmt.Fprintf(b, "- More than linear, with an exponent above %.1f: %s.\n", steep, strings.Join(found, "; "))
	} else {
		fmt.Fprintf(b, "- Nothing grows more than linearly: for ten times the rows or the columns, the exponent of these medians is %.1f or less between all neighbours.\n", steep)
	}
}

// fitRows fits a law of rows alone, for cells of one number of columns.
func fitRows(all []cell, measured []float64) law {
	rows := make([]cell, len(all))
	for i, c := range all {
		rows[i] = cell{Rows: c.Rows}
	}
	return fit(rows, measured)
}

// off tells the largest ratio between what was measured and a law.
func off(b *strings.Builder, l law, all []cell, measured []float64) {
	most, at := 1.0, cell{}
	for i, c := range all {
		if r := measured[i] / l.at(c); math.Abs(math.Log(r)) > math.Abs(math.Log(most)) {
			most, at = r, c
		}
	}
	fmt.Fprintf(b, "; the cell that is furthest from this is %s × %d, by a factor of %.2f.\n", power(at.Rows), at.Cols, max(most, 1/most))
}

// steeper lists the steps of ten in which a cost grows more than linearly.
func steeper(all []cell, of func(cell) float64) (found []string) {
	for _, c := range all {
		for _, next := range []cell{{10 * c.Rows, c.Cols, c.Format}, {c.Rows, 10 * c.Cols, c.Format}} {
			if !slices.Contains(all, next) {
				continue
			}
			if e := exponent(of(c), of(next), 1, 10); e > steep {
				found = append(found, fmt.Sprintf("%.2f from %s × %d to %s × %d (.%s)", e, power(c.Rows), c.Cols, power(next.Rows), next.Cols, c.Format))
			}
		}
	}
	return found
}

// amount tells a term with three digits, and never as a power of ten.
func amount(of float64, u unit) string {
	if of *= u.per; of >= 1000 {
		return fmt.Sprintf("%.0f %s", of, u.name)
	}
	return fmt.Sprintf("%.3g %s", of, u.name)
}

func power(n int) string { return fmt.Sprintf("10^%.0f", math.Log10(float64(n))) }

// listed lists cells.
func listed(of []cell) string {
	var words []string
	for _, c := range of {
		words = append(words, fmt.Sprintf("%s × %d", power(c.Rows), c.Cols))
	}
	return strings.Join(words, ", ")
}

// told tells an S with its interval.
func told(s *interval) string {
	if s == nil {
		return "not known apart"
	}
	if s.Lo == nil && s.Hi == nil {
		return fmt.Sprintf("%.4f (of too few runs for an interval)", s.Value)
	}
	end := func(x *float64) string {
		if x == nil {
			return "no end"
		}
		return fmt.Sprintf("%.3f", max(0, *x))
	}
	return fmt.Sprintf("%.4f (%s–%s)", s.Value, end(s.Lo), end(s.Hi))
}

// middle returns the median of a number of the runs of a cell.
func middle(kept []line, c cell, of func(l *line) float64) float64 {
	var list []float64
	for round := 1; round <= rounds; round++ {
		list = append(list, of(find(kept, c, round)))
	}
	slices.Sort(list)
	return list[len(list)/2]
}
