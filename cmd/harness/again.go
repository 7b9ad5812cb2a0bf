package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"

	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/secret"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/prepare"
)

// The commands that a user should type next are made here. The packages below return a
// need as a value and name no flag.

// withNeed returns a request changed by a need; what the need does not set stays as it was, and
// so do the rows: of others the answer would be that of another job. It does not touch the
// files that the sweep writes.
func withNeed(r results.Request, n advice.Need) results.Request {
	if n.Tile > 0 {
		r.Source.Tile = n.Tile
	}
	if n.Pace > 0 && !prepare.EngineOf(r).Simulated { // simulated workers need no CPU anyway
		r.Pace = new(n.Pace)
		r.Source.Tile = 0 // a paced row is long enough to time
	}
	if n.Schedule != "" {
		r.Schedule = n.Schedule
	}
	if n.ChunkRows > 0 {
		r.ChunkRows = n.ChunkRows
	}
	if n.Pin != "" && prepare.Binds(r) { // others have no workers that could be bound
		r.Pin = n.Pin
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
	// A need states the least number of repeats. A sweep without --repeats ends by its
	// precision after five at least, which is more than a need for other N states. Runs of paced
	// rows are long and hardly scatter, so that no more repeats of them are made than needed.
	switch {
	case n.Pace > 0 && n.Repeats > 0:
		r.Repeats = n.Repeats
	case r.Repeats > 0 || n.Workers == nil:
		r.Repeats = max(r.Repeats, n.Repeats)
	}
	if prepare.EngineOf(r).OneWorker && (n.Workers != nil || n.MaxWorkers > 1) {
		r.Engine = prepare.Engines[0].Name
	}
	r.Control = r.Control || n.Control
	if n.Setting != "" {
		r.Settings = with(r.Settings, n.Setting, []string{n.Value}, true)
	}
	return r
}

// sweepAgain returns the command that makes the sweep of a header again, changed by a need,
// with a report of the scope. The command overwrites no file of the first sweep. It is ""
// where nothing is needed, where no command line made the sweep, and where harness would
// refuse the command.
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

// another returns the request of a header, changed by a need and without the files that the
// first sweep wrote. The error is the reason why no such sweep can be made.
func another(h *results.Header, n advice.Need, scope analysis.Scope) (results.Request, error) {
	r, err := requestIn(h)
	if err != nil {
		return r, err
	}
	rows := r.Results
	r = withNeed(withoutOutputs(r), n)
	// The end-to-end scope adds loading and storing to the pipeline. Generated rows are not
	// loaded, so such a sweep must store its rows.
	if n.Store || scope == analysis.EndToEnd && (rows != "" || input.Generated(r.Source.Data)) {
		r.Results = unusedRows(rows)
	}
	grid, err := prepare.Workers(r, held(h.Machine, n.CPUs))
	if err != nil {
		return r, err
	}
	r = decidable(r, grid, scope)
	_, err = askedBy(sweepWords(r, scope, ""))
	return r, err
}

// newSweep returns the command of a sweep with the default settings, changed by a need; ""
// where nothing is needed.
func newSweep(n advice.Need) string {
	if !n.Settles() {
		return ""
	}
	usual, err := askedBy([]string{"harness", "sweep"})
	if err != nil {
		return ""
	}
	r := withNeed(usual, n)
	r.Source.Data = prepare.DefaultData(r) // as many as the sweep makes
	return heldTo(n.CPUs) + sweepCommand(r, "", "")
}

// sweepOfRun returns the command of a sweep of the work that a request of harness run asks for.
// What only a sweep asks for is as usual.
func sweepOfRun(r results.Request) string {
	usual := usualOf(r)
	r.Warmup, r.Precision, r.MaxTime, r.Seed = usual.Warmup, usual.Precision, usual.MaxTime, usual.Seed
	return sweepCommand(withoutOutputs(r), "", "")
}

// heldTo returns the prefix of a command that runs on a list of CPUs only; "" for all CPUs.
func heldTo(cpus string) string {
	if cpus == "" {
		return ""
	}
	return "taskset -c " + wording.ShellWord(cpus) + " "
}

// held returns the machine as a process sees it that may use the listed CPUs only; "" = all.
func held(m machine.Description, cpus string) machine.Description {
	if list, ok := machine.ParseList(cpus); ok && len(list) > 0 {
		m.EffectiveCPUs = min(m.EffectiveCPUs, float64(len(list)))
	}
	return m
}

// commands sets the Command of each piece of advice on the sweep of a header, for a report
// of the scope.
func commands(all []advice.Advice, h *results.Header, scope analysis.Scope) {
	for i := range all {
		all[i].Command = sweepAgain(h, all[i].Need, scope)
	}
}

// settled returns an error of the analysis of a file, with what the file lacks and the command
// that settles it, if there is one: that which continues a sweep that was cut off, else that
// which makes it again.
func settled(err error, f *results.File, path string, scope analysis.Scope) error {
	unfit := new(analysis.CannotTellError)
	if !errors.As(err, &unfit) {
		return err
	}
	for _, fault := range f.Warnings {
		err = fmt.Errorf("%w; %s", err, fault)
	}
	if path != "" {
		err = fmt.Errorf("result file %s: %w", path, err)
	}
	command := sweepAgain(&f.Header, unfit.Why.Need(), scope)
	if yet, ok := unfit.Why.(advice.NoOneYet); ok && yet.Unfinished && !yet.Unasked && yet.Failed == "" && resumable(&f.Header, path) {
		command = resumption(&f.Header, path)
	}
	if command == "" {
		return err
	}
	return fmt.Errorf("%w; type %s", err, command)
}

// continued replaces the commands that only make the rest of a sweep, or more repeats, by one
// that makes them in the file of a sweep that was interrupted, whose runs it keeps.
func continued(all []advice.Advice, f *results.File, path string) {
	if f.End != nil && !f.End.Interrupted {
		return
	}
	for i, a := range all {
		if a.Code == advice.Killed && resumable(&f.Header, path) {
			all[i].Command = resumption(&f.Header, path)
			continue
		}
		repeats := a.Need.Repeats
		if a.Command == "" || repeats == 0 || !reflect.DeepEqual(a.Need, advice.Need{Repeats: repeats}) {
			continue
		}
		if command := resuming(&f.Header, path, repeats); command != "" {
			all[i].Command = command
		}
	}
}

// resumable reports whether harness can continue the sweep of a file: a command line made it, and
// this version still knows what that asks for.
func resumable(h *results.Header, path string) bool {
	_, err := requestIn(h)
	return err == nil && path != ""
}

// resumption returns the command that continues the sweep of a file, with the variables whose
// values the file lacks: a command can only take them from the environment.
func resumption(h *results.Header, path string) string {
	command := "harness sweep --resume " + wording.ShellWord(path)
	if h.Request != nil && h.Variables == nil {
		for _, v := range h.Request.Settings[secret.Variables] {
			if secret.Withheld(v) {
				command += " --" + secret.Variables + " " + wording.ShellWord(v)
			}
		}
	}
	return command
}

// resuming returns the command that continues the sweep of a file until it has so many
// repeats; "" where none does.
func resuming(h *results.Header, path string, repeats int) string {
	if !resumable(h, path) {
		return ""
	}
	return fmt.Sprintf("%s --repeats %d", resumption(h, path), repeats)
}
