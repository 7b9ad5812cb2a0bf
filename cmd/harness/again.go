package main

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"serialfraction/harness/machinelock"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/compare"
	"serialfraction/results/export"
	"serialfraction/results/prepare"
	"serialfraction/results/timings"
	"serialfraction/wording"
)

// What is to be typed next is made here: packages below say what is needed, and name no
// flag.

// needing is a request with what a need sets, all else as it was asked.
func needing(r results.Request, n advice.Need) results.Request {
	if n.Data != "" {
		r.Source = results.Source{Data: n.Data}
	}
	if n.Tile > 0 {
		r.Source.Tile = n.Tile
	}
	if n.Pace > 0 {
		r.Pace = new(n.Pace)
	}
	if n.Schedule != "" {
		r.Schedule = n.Schedule
	}
	if n.Workers != nil {
		r.Workers, r.MaxWorkers = nil, 0
		for _, load := range n.Workers {
			r.Workers = append(r.Workers, int(math.Round(load)))
		}
	}
	if n.MaxWorkers > 0 {
		r.Workers, r.MaxWorkers = nil, n.MaxWorkers
	}
	if n.Repeats > 0 {
		r.Repeats = n.Repeats
	}
	if prepare.EngineOf(r).OneWorker && (n.Workers != nil || n.MaxWorkers > 1) {
		r.Engine = prepare.Engines[0].Name
	}
	if n.Store && r.Results == "" {
		r.Results = "results.csv"
	}
	r.Control = r.Control || n.Control
	return r
}

// sweepAgain is the command of another sweep like that of a header, but for a need.
// It is empty where nothing is needed, or no command line made the sweep.
func sweepAgain(h *results.Header, n advice.Need) string {
	if !n.Settles() {
		return ""
	}
	r, err := requestIn(h)
	if err != nil {
		return ""
	}
	return heldTo(n.CPUs) + sweepCommand(needing(r, n), "")
}

// newSweep is the command of a sweep that nobody has made yet.
func newSweep(n advice.Need) string {
	if !n.Settles() {
		return ""
	}
	usual, err := askedBy([]string{"harness", "sweep"})
	if err != nil {
		return ""
	}
	return heldTo(n.CPUs) + sweepCommand(needing(usual, n), "")
}

// heldTo is what stands before a command that is held to some CPUs.
func heldTo(cpus string) string {
	if cpus == "" {
		return ""
	}
	return "taskset -c " + wording.ShellWord(cpus) + " "
}

// commands fills in what is to be typed about advice on the sweep of a header.
func commands(all []advice.Advice, h *results.Header) {
	for i := range all {
		all[i].Command = sweepAgain(h, all[i].Need)
	}
}

// longer are the commands that make sweeps again, with more repeats and into new files.
func longer(sweeps []compare.Longer) []string {
	list := []string{}
	for _, s := range sweeps {
		fresh := s.Name + "-more.jsonl"
		r, err := requestIn(s.Header)
		if err != nil {
			list = append(list, fmt.Sprintf("harness sweep … --repeats %d -o %s, with what else %s was made with", s.Repeats, wording.ShellWord(fresh), s.Name))
			continue
		}
		list = append(list, sweepCommand(needing(r, advice.Need{Repeats: s.Repeats}), fresh))
	}
	return list
}

// resuming is the command that goes on with the sweep of a file until it has so many
// repeats; nothing where no sweep of the command line made it.
func resuming(h *results.Header, path string, repeats int) string {
	if !sweptByCommand(h) || path == "" {
		return ""
	}
	return fmt.Sprintf("harness sweep --resume %s --repeats %d", wording.ShellWord(path), repeats)
}

// choices are the flags of fit by which somebody says how a file is to be read.
var choices = map[timings.Choice]string{timings.ByFrom: "from", timings.ByX: "x", timings.ByY: "y", timings.ByYIs: "y-is"}

// remedy is what is to be typed about an error of a package that names no flag, to stand
// behind it.
func remedy(err error) string {
	write := new(results.WriteError)
	unclear := new(timings.Unclear)
	switch {
	case errors.As(err, &unclear):
		var flags []string
		for _, c := range unclear.Choices {
			flags = append(flags, "--"+choices[c])
		}
		return ", with " + strings.Join(flags, " and ")
	case errors.As(err, new(*results.PlaceError)):
		return " with -o FILE"
	case errors.As(err, new(*machinelock.BusyError)):
		return ", or type --force to go on anyway"
	case errors.As(err, new(*export.ExistsError)):
		return ", or replace it with --force"
	case errors.As(err, &write) && write.Mendable():
		return "; when that is mended, go on with harness sweep --resume " + wording.ShellWord(write.Path)
	}
	return ""
}
