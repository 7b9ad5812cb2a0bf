package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/export"
)

// argvOf returns the command line of the sweep that made a file, program name first;
// nil where none did. Nobody else looks at it.
func argvOf(h *results.Header) []string {
	if len(h.Command) < 2 || h.Command[1] != "sweep" {
		return nil
	}
	return h.Command
}

// A setting is a flag of sweep that a need may set, and the flags that say otherwise
// than it does.
type setting struct {
	flag  string
	drops []string
	value func(advice.Need) string // "" where it is not needed
}

// settings is the table of what a need may set, in the order in which it is typed.
var settings = []setting{
	{"data", []string{"groups", "group-by", "group-field", "contrast", "tile"}, func(n advice.Need) string { return n.Data }},
	{"tile", nil, func(n advice.Need) string { return positive(n.Tile) }},
	{"pace", nil, func(n advice.Need) string { return short(n.Pace) }},
	{"schedule", nil, func(n advice.Need) string { return n.Schedule }},
	{"workers", []string{"max-workers"}, func(n advice.Need) string { return grid(n.Workers) }},
	{"max-workers", []string{"workers"}, func(n advice.Need) string { return positive(n.MaxWorkers) }},
	{"repeats", []string{"precision", "max-time"}, func(n advice.Need) string { return positive(n.Repeats) }},
	{"results", nil, func(n advice.Need) string {
		if n.Store {
			return "results.csv"
		}
		return ""
	}},
}

// single are the flags that name a file of one sweep alone. Like all of settings they
// have a value.
var single = []string{"o", "output", "resume"}

// sweepAgain is the command line of another sweep: that of argv with what a need sets,
// all else kept, into output; "" is the folder of all results. It is empty where argv
// is of no sweep, or nothing is needed.
func sweepAgain(argv []string, need advice.Need, output string) string {
	if argv == nil || !need.Settles() {
		return ""
	}
	dropped := slices.Clone(single)
	var set []string
	for _, s := range settings {
		if value := s.value(need); value != "" {
			dropped = append(append(dropped, s.flag), s.drops...)
			set = append(set, "--"+s.flag, value)
		}
	}
	kept, program := without(argv[2:], dropped)
	if need.Control && !slices.Contains(kept, "--control") {
		set = append(set, "--control")
	}
	if output != "" {
		set = append(set, "-o", output)
	}
	words := []string{"harness", "sweep"}
	if need.CPUs != "" {
		words = []string{"taskset", "-c", need.CPUs, "harness", "sweep"}
	}
	words = slices.Concat(words, kept, set, program)
	for i, word := range words {
		words[i] = quoted(word)
	}
	return strings.Join(words, " ")
}

// without returns the words before a program, less those of some flags that have
// values, and the program with its dashes.
func without(args, flags []string) (kept, program []string) {
	for i := 0; i < len(args); i++ {
		if args[i] == "--" {
			return kept, args[i:]
		}
		name, _, whole := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		switch {
		case !strings.HasPrefix(args[i], "-") || !slices.Contains(flags, name):
			kept = append(kept, args[i])
		case !whole:
			i++
		}
	}
	return kept, nil
}

// resumeAgain is the command that goes on with the sweep of a file until it has so many
// repeats; nothing where no sweep of the command line made it.
func resumeAgain(h *results.Header, path string, repeats int) string {
	if argvOf(h) == nil || path == "" {
		return ""
	}
	return fmt.Sprintf("harness sweep --resume %s --repeats %d", quoted(path), repeats)
}

// command fills in what is to be typed about advice on the sweep of a header.
func command(all []advice.Advice, h *results.Header) {
	for i := range all {
		all[i].Command = sweepAgain(argvOf(h), all[i].Need, "")
	}
}

// remedy is what is to be typed about an error of a package that names no flags, to
// stand behind it.
func remedy(err error) string {
	write := new(results.WriteError)
	switch {
	case errors.As(err, new(*results.BusyError)):
		return ", or type --force to go on anyway"
	case errors.As(err, new(*export.ExistsError)):
		return ", or replace it with --force"
	case errors.As(err, &write) && write.Mendable():
		return "; when that is mended, go on with harness sweep --resume " + quoted(write.Path)
	}
	return ""
}

func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// short is a time as it is typed: "250us".
func short(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return strings.ReplaceAll(d.String(), "µ", "u")
}

// grid is "1,2,4".
func grid(ns []float64) string {
	var list []string
	for _, n := range ns {
		list = append(list, strconv.FormatFloat(n, 'f', -1, 64))
	}
	return strings.Join(list, ",")
}

// quoted is a word as a shell takes it.
func quoted(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_=+,./:@%", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
