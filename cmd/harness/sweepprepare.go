package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/remote"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/prepare"
)

// prepareSweep prepares the sweep of a request. before is the header of the file to
// continue, nil for a new sweep.
func prepareSweep(c *cli.Context, r results.Request, before *results.Header) (*prepare.Sweep, error) {
	loading := newStage(newProgressLine(c), preparing(r), ofSource(r))
	defer loading.end() // also on a panic
	stop, err := prepare.Stop(r)
	if err != nil {
		return nil, inFlags(err)
	}
	ctx, bound := boundOf(c, stop.MaxTime)
	defer bound.release()
	s, err := prepare.New(ctx, r, before, watching(c, r, bound, loading))
	loading.end()
	if over := spent(ctx); over != nil && err != nil {
		return nil, over
	}
	if err != nil {
		return nil, inFlags(err)
	}
	warn(c, s.Trials[0].Job.Data.Notes)
	s.Header.Version, s.Header.Command = version(), commandLine(c)
	s.Header.Conceal()
	return s, nil
}

// beginSweep prepares a sweep that has no file yet, notes what is to be known before its runs, and looks
// at the machine. The caller closes it.
func beginSweep(c *cli.Context, r results.Request, held hold) (*prepare.Sweep, error) {
	s, err := prepareSweep(c, r, nil)
	if err != nil {
		return nil, err
	}
	s.Header.Forced, s.Header.Unlocked = held.forced, held.unlocked
	noteShortage(c, s)
	noteShipping(c, s)
	if err := probeBefore(c, s); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// inFlags rewords an error of a request so that it names the flags to change.
func inFlags(err error) error {
	if errors.Is(err, prepare.ErrEndless) {
		return usagef("--precision 0 and --max-time 0 together never stop: give one of them, or --repeats R")
	}
	if room := (*prepare.MemoryError)(nil); errors.As(err, &room) {
		switch {
		case room.Fits != "":
			return fmt.Errorf("%w, or type --data %s", err, wording.ShellWord(room.Fits))
		case room.Workers > 0:
			return fmt.Errorf("%w, or type --max-workers %d", err, room.Workers)
		case room.Rows > 0:
			return fmt.Errorf("%w, or give %s at most", err, wording.Count(room.Rows, "row"))
		}
	}
	if own := (*remote.RowsError)(nil); errors.As(err, &own) {
		return fmt.Errorf("%w; let it read the same rows there, or type --ship %s, so that the coordinator sends them", err, remote.Object)
	}
	return err
}

// preparing returns what is done before there are rows to work on.
func preparing(r results.Request) string {
	switch {
	case r.Source.Data == "":
		return "Measuring how long a program takes to start"
	case input.Generated(r.Source.Data):
		return "Making the rows"
	}
	return "Reading the rows"
}

// ofSource returns the source of the rows, to follow what is done with it.
func ofSource(r results.Request) string {
	if r.Source.Data == "" {
		return ""
	}
	return ": " + r.Source.Data
}

// watching follows what is done before the first run. It shows that a program is waited for, which
// workers come from elsewhere, and a long pass over the rows: what is computed, and how long it will
// take. It first ends the stage loading. The pass is the first thing that the bound is of. With --quiet
// it shows nothing.
func watching(c *cli.Context, r results.Request, bound *timeBound, loading *stage) *prepare.Watch {
	w := &prepare.Watch{Pass: func(p prepare.Pass) (harness.Workload, func()) {
		loading.end()
		if bound.timer == nil {
			bound.in(bound.limit)
		}
		if c.Bool("quiet") {
			return p.Job.Workload, func() {}
		}
		line := newPass(newProgressLine(c), computed(p), p.Job.Data.NumRows())
		line.limit, line.least, line.tooLong = p.Limit, p.Least, bound.needs
		return counting(p.Job.Workload, line.add), line.end
	}}
	if !c.Bool("quiet") {
		w.Gathering = gathering(c, r, loading.end)
	}
	w.Trying = func(program []string) {
		loading.next("Waiting for the first answers of the program", ": "+wording.Bare(strings.Join(program, " ")))
	}
	return w
}

// computed names what a pass computes, for its line of progress.
func computed(p prepare.Pass) string {
	if p.Role == prepare.Alternative {
		return "the answer of the method " + p.Job.Workload.Method
	}
	return "the answer"
}
