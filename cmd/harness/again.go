package main

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/machinelock"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/export"
	"serialfraction/results/prepare"
	"serialfraction/results/timings"
)

// What is to be typed next is made here: packages below say what is needed, and name no
// flag.

// needing is a request with what a need sets, all else as it was asked. What the sweep
// writes is not its business.
func needing(r results.Request, n advice.Need) results.Request {
	if n.Data != "" {
		r.Source = results.Source{Data: n.Data}
	}
	if n.Tile > 0 {
		r.Source.Tile = n.Tile
	}
	if n.Pace > 0 {
		r.Pace = new(n.Pace)
		r.Source.Tile = 0 // a paced row is long enough to time
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
	// A need is of repeats at least. A sweep that ends by its precision makes five, and more
	// than a need of other N asks for.
	if r.Repeats > 0 || n.Workers == nil {
		r.Repeats = max(r.Repeats, n.Repeats)
	}
	if prepare.EngineOf(r).OneWorker && (n.Workers != nil || n.MaxWorkers > 1) {
		r.Engine = prepare.Engines[0].Name
	}
	r.Control = r.Control || n.Control
	return r
}

// sweepAgain is the command of another sweep like that of a header, but for a need, whose
// report is of a scope. It writes over nothing that the first one wrote. It is empty where
// nothing is needed, where no command line made the sweep, and where harness would refuse
// the command.
func sweepAgain(h *results.Header, n advice.Need, scope analysis.Scope) string {
	if !n.Settles() {
		return ""
	}
	r, err := another(h, n, scope)
	if err != nil {
		return ""
	}
	return heldTo(n.CPUs) + sweepCommand(r, scope, "")
}

// another is the request of a sweep like that of a header, but for a need and without the
// files that the first one wrote. The error says why there is none.
func another(h *results.Header, n advice.Need, scope analysis.Scope) (results.Request, error) {
	r, err := requestIn(h)
	if err != nil {
		return r, err
	}
	rows := r.Results
	r = needing(fileless(r), n)
	if n.Store || scope == analysis.EndToEnd && (rows != "" || input.Generated(r.Source.Data)) {
		r.Results = unusedRows(rows) // storing them is in that scope, which has nothing else where nothing is loaded
	}
	grid, err := prepare.Workers(r, held(h.Machine, n.CPUs))
	if err != nil {
		return r, err
	}
	r = tellable(r, grid, scope)
	_, err = askedBy(sweepWords(r, scope, ""))
	return r, err
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
	return heldTo(n.CPUs) + sweepCommand(needing(usual, n), "", "")
}

// heldTo is what stands before a command that is held to some CPUs.
func heldTo(cpus string) string {
	if cpus == "" {
		return ""
	}
	return "taskset -c " + wording.ShellWord(cpus) + " "
}

// held is a machine of which a process is held to some CPUs, "" = to none.
func held(m machine.Description, cpus string) machine.Description {
	if list, ok := machine.ParseList(cpus); ok && len(list) > 0 {
		m.EffectiveCPUs = min(m.EffectiveCPUs, float64(len(list)))
	}
	return m
}

// commands fills in what is to be typed about advice on the sweep of a header, in a report
// of a scope.
func commands(all []advice.Advice, h *results.Header, scope analysis.Scope) {
	for i := range all {
		all[i].Command = sweepAgain(h, all[i].Need, scope)
	}
}

// settled is an error of an analysis with the command behind it that settles it, if there
// is one.
func settled(err error, h *results.Header, scope analysis.Scope) error {
	unfit := new(analysis.CannotTellError)
	if !errors.As(err, &unfit) {
		return err
	}
	command := sweepAgain(h, unfit.Why.Need(), scope)
	if command == "" {
		return err
	}
	return fmt.Errorf("%w; type %s", err, command)
}

// longer are the commands that make sweeps again, with more repeats and into new files,
// for a comparison of a scope.
func longer(sweeps []compare.Longer, scope analysis.Scope) []string {
	list := []string{}
	for _, s := range sweeps {
		fresh := unused(s.Name+"-more", ".jsonl", 1)
		r, err := another(s.Header, advice.Need{Repeats: s.Repeats}, scope)
		if err != nil {
			list = append(list, fmt.Sprintf("harness sweep … --repeats %d -o %s, with what else %s was made with", s.Repeats, wording.ShellWord(fresh), s.Name))
			continue
		}
		list = append(list, sweepCommand(r, scope, fresh))
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
	case errors.As(err, new(*results.DestinationError)):
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
