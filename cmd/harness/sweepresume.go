package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machine"
	"serialfraction/harness/secret"
	"serialfraction/results"
	"serialfraction/results/gate"
	"serialfraction/results/prepare"
	"serialfraction/results/record"
)

// resume continues the sweep of a file. The request in the header decides what is run; this
// command line decides when the sweep ends and what is printed.
func resume(c *cli.Context) (failed error) {
	path, err := resultPath(c, c.String("resume"))
	if err != nil {
		return err
	}
	reading := machine.Frugal()
	defer reading()
	w, err := results.Reopen(path)
	if err != nil {
		return err
	}
	defer w.Close()
	if sizes := w.File().Header.Sizes; sizes != nil {
		if err := w.Close(); err != nil {
			return err
		}
		reading()
		return resumeSizes(c, path, sizes)
	}
	f := w.File()
	began, r, err := goingOn(c, f, path)
	if err != nil {
		return err
	}
	show, err := newShow(c)
	if err != nil {
		return err
	}
	if show.gates, err = newGates(r.Checks, r.FailIf, r.Strict, gate.ParseValue); err != nil {
		return err
	}
	if err := cmp.Or(checkWeak(c, r), show.gates.fit(f.Header.Workers, show.scope)); err != nil {
		return err
	}
	own := f.Store != nil && r.Results == began.Results // the rows that are there are of this sweep
	stop, err := prepare.Stop(r)
	if err := cmp.Or(inFlags(err), prepare.Check(r), checkPaths(r, path, own), checkProfiles(r, path)); err != nil {
		return err
	}
	rowsLeft := r.Results != "" && (isSet(c, "results") || f.Store == nil) // to write
	if why := record.Finished(f, stop); why != "" && !rowsLeft && f.End != nil && !f.End.Interrupted && f.End.Failed == "" {
		if !c.Bool("quiet") {
			fmt.Fprintf(c.App.ErrWriter, "The sweep of %s is finished: %s. To continue it, type a larger --repeats or --max-time, or a smaller --precision.\n", path, why)
		}
		show.path = path
		_, err := show.file(c, f)
		return err
	}
	held, err := lockFor(c, r)
	if err != nil {
		return err
	}
	defer held.lock.Release()
	reading()
	s, err := prepareSweep(c, r, &f.Header)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; continue from the folder where the sweep began", err)
	}
	if err != nil {
		return err
	}
	defer func() { failed = errors.Join(failed, s.Close()) }()
	if err := goOn(c, s, w, held); err != nil {
		return err
	}
	return makeRuns(c, s, w, show)
}

// goingOn returns the request of the sweep of a file that is to be continued, and that request
// changed by the flags, which must agree with it.
func goingOn(c *cli.Context, f *results.File, path string) (began, r results.Request, err error) {
	if began, err = begunBy(c, f, path); err != nil {
		return began, r, err
	}
	if err := agree(c, began, path); err != nil {
		return began, r, err
	}
	r, err = renewed(c, began, f)
	return began, r, err
}

// begunBy returns the request of the sweep of a file that is to be continued, with the values of its
// variables as far as they are known.
func begunBy(c *cli.Context, f *results.File, path string) (results.Request, error) {
	began, err := requestIn(&f.Header)
	if err != nil {
		return began, fmt.Errorf("result file %s: %w", path, err)
	}
	return withVariables(c, began, &f.Header, path)
}

// agree returns an error if a flag contradicts the settings in the file.
func agree(c *cli.Context, began results.Request, path string) error {
	for _, a := range asks {
		if a.anew || !isSet(c, a.flag) || a.flag == secret.Variables { // withVariables has compared these
			continue
		}
		now := began
		if err := a.take(c, &now); err != nil {
			return err
		}
		if given, had := a.values(&now), a.values(&began); !slices.Equal(given, had) {
			return disagrees(a.flag, strings.Join(given, " "), path, strings.Join(had, " "))
		}
	}
	if out := c.String("output"); isSet(c, "output") && out != path {
		return disagrees("output", out, path, path)
	}
	if program := hidden(c.Args().Slice(), began); c.NArg() > 0 && !slices.Equal(program, began.Program) {
		return usagef("%q: %s continues with its own program, %q: leave the program out", strings.Join(program, " "), path, strings.Join(began.Program, " "))
	}
	return nil
}

func disagrees(flag, given, path, had string) error {
	return usagef("--%s %s: %s continues with its own settings, here %s: leave the flag out, or begin a new sweep without --resume", flag, given, path, cmp.Or(had, "none"))
}

// renewed returns the request of a continued sweep: that of the file, changed by the flags
// of this command line that may change it.
func renewed(c *cli.Context, began results.Request, f *results.File) (results.Request, error) {
	r := prepare.Renewed(began, f, !isSet(c, "repeats") && (isSet(c, "precision") || isSet(c, "max-time")))
	if isSet(c, gate.Check) || isSet(c, gate.FailIf) { // they replace those of the file
		r.Checks, r.FailIf, r.Strict = nil, nil, false
	}
	for _, a := range asks {
		if !a.anew || !isSet(c, a.flag) {
			continue
		}
		if err := a.take(c, &r); err != nil {
			return r, err
		}
	}
	return r, nil
}

// goOn compares the prepared sweep with the file, and appends the line that records that the
// sweep continues.
func goOn(c *cli.Context, s *prepare.Sweep, w *results.Writer, held hold) error {
	f := w.File()
	changes := s.Changes(f)
	if len(changes.Work) > 0 {
		return fmt.Errorf("result file %s cannot be continued, for its sweep would now be another: %s: begin a new one with harness sweep", w.Path(), strings.Join(changes.Work, ", "))
	}
	if len(changes.Machine) > 0 {
		if !c.Bool("force") {
			return fmt.Errorf("result file %s was made on another machine: %s: begin a new sweep here and compare the two, or type --force to have both in one file", w.Path(), strings.Join(changes.Machine, ", "))
		}
		held.forced = append(held.forced, "another machine: "+strings.Join(changes.Machine, ", "))
	}
	if err := s.Skip(f); err != nil {
		return fmt.Errorf("result file %s: %w", w.Path(), err)
	}
	if !c.Bool("quiet") {
		for _, change := range changes.Noted {
			fmt.Fprintf(c.App.ErrWriter, "warning: changed since the sweep of %s began: %s\n", w.Path(), change)
		}
		fmt.Fprintf(c.App.ErrWriter, "Continuing %s after %d timed runs.\n", w.Path(), s.Order.Skip)
	}
	return w.Resume(results.Resume{
		Version: s.Header.Version, Time: time.Now(), Command: s.Header.Shown(commandLine(c)), Machine: s.Header.Machine,
		Repeats: s.Stop.Blocks, Precision: s.Stop.Precision, MaxTime: s.Stop.MaxTime, Forced: held.forced, Unlocked: held.unlocked,
	})
}
