package prepare

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/remote"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/record"
)

// A Sweep is ready to run: its trials, its order, its end, and the header that describes
// them and has the request, in which no value is withheld.
type Sweep struct {
	Order    harness.Sweep   // of the runs: seed, blocks, warm-up, and how many runs to skip
	Trials   []harness.Trial // the job itself, then its control and its alternative, with their references
	Stop     record.Stop
	Header   results.Header // without Version and Command, which the caller sets
	Shipping *Shipping      // of chunks to remote workers; nil = no worker is remote, or it does not matter
	Passes   time.Duration  // what the passes over the rows took, before the first run
}

// New prepares the sweep of a request. before is the header of the sweep that it resumes,
// nil if it is new. New reads the rows, starts the programs that must be measured or
// identified, goes over the rows once in a plain loop, which watch can follow, and sets
// GOMAXPROCS of this process. The caller closes the sweep.
//
// The error of an invalid request is [ErrEndless] or a *harness.FlagError.
func New(ctx context.Context, r results.Request, before *results.Header, watch *Watch) (_ *Sweep, failed error) {
	stop, err := Stop(r)
	if err != nil {
		return nil, err
	}
	r, notes, err := filled(r)
	if err != nil {
		return nil, err
	}
	here := machine.This()
	workers, err := Workers(r, here)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	t, err := newTask(ctx, r, here, workers, watch)
	if err != nil {
		return nil, err
	}
	defer func() {
		if failed != nil {
			failed = errors.Join(failed, closeEngine(t.engine))
		}
	}()
	t.job.Data.Notes = append(t.job.Data.Notes, notes...)
	if err := t.gather(ctx, r); err != nil {
		return nil, err
	}
	if r.Weak {
		return t.weak(ctx, r, workers, stop, start, here, before, watch)
	}
	own := harness.Trial{Engine: t.engine, Job: t.job, Workers: workers}
	control := harness.Trial{Engine: &harness.Control{}}
	if r.Control {
		control.Workers = controlWorkers(t.job.Workload, workers, here)
	}
	first := watch
	if before == nil && stop.MaxTime > 0 && !EngineOf(r).Simulated {
		first = watch.limited(stop.MaxTime, leastOf(r, stop, t, own, control, here))
	}
	passing := time.Now()
	if err := first.refer(ctx, &own, &control); err != nil {
		return nil, err
	}
	passes := time.Since(passing)
	capChunks(t.engine, t.job)
	if r.Results != "" {
		own.Answer = make([]float64, t.job.ResultLen())
	}
	s := &Sweep{
		Passes: passes,
		Order:  harness.Sweep{Warmup: r.Warmup, Blocks: r.Repeats, Seed: r.Seed, Balanced: before == nil || before.Balanced},
		Trials: []harness.Trial{own},
		Stop:   stop,
	}
	if r.Control {
		s.Trials = append(s.Trials, control)
	}
	if t.job.Workload.Alternative != nil {
		alternative := alternativeTrial(t, workers, alternativeRows(r, before))
		passing = time.Now()
		if err := watch.referAlternative(ctx, &alternative); err != nil {
			return nil, err
		}
		s.Passes += time.Since(passing)
		s.Trials = append(s.Trials, alternative)
	}
	if err := t.describe(ctx, s, r, start, here, s.Trials...); err != nil {
		return nil, err
	}
	switch {
	case before != nil && slices.Equal(before.Workers, workers): // else it cannot be resumed
		s.Header.Design = before.Design
	case before == nil && r.Repeats == 0: // so many of every N were not requested
		s.Header.Design = analysis.Allocation(&s.Header)
	}
	s.Order.Design = harness.NewDesign(workers, s.Header.Design)
	return s, nil
}

// leastOf returns what estimates, from the time of the first pass over the rows, how long the
// passes of a new sweep and its runs take until a block has been made.
func leastOf(r results.Request, stop record.Stop, t *task, own, control harness.Trial, here machine.Description) func(pass time.Duration) time.Duration {
	h := results.Header{Engine: own.Engine.Name(), Workers: own.Workers, Control: control.Workers,
		Pace: t.job.Workload.Pace, Warmup: r.Warmup, Machine: here}
	passes := time.Duration(1)
	if t.job.Workload.Alternative != nil { // it has as many runs, and a pass of its own
		h.Alternative = &results.Alternative{Workers: own.Workers}
		passes++
	}
	return func(pass time.Duration) time.Duration { return passes*pass + record.Least(&h, stop, pass) }
}

// describe makes the header of a sweep from its trials.
func (t *task) describe(ctx context.Context, s *Sweep, r results.Request, start time.Time, here machine.Description, trials ...harness.Trial) (err error) {
	if s.Header, err = record.NewHeader(s.Order, s.Stop, trials...); err != nil {
		return err
	}
	s.Header.Request, s.Header.Args, s.Header.Tile, s.Header.Pin = &r, Args(r), r.Source.Tile, machine.Pin(r.Pin)
	s.Header.Time, s.Header.Machine = start, here // as it was before anything was done
	s.Header.Load, s.Header.Spawn = t.load, t.spawn
	if e, ok := t.engine.(*remote.Engine); ok {
		if s.Header.Hosts, err = e.Gather(ctx); err != nil {
			return err
		}
		staged, err := e.Stage(ctx, t.job)
		if err != nil {
			return err
		}
		if !s.Header.ShipsRows() {
			s.Header.Staged = &staged
		}
		if s.Shipping, err = shippingOf(ctx, e, t.job, trials[0].Reference.Kernel); err != nil {
			return err
		}
	}
	s.Header.Answers(trials...)
	return nil
}

// Runs makes the runs of the sweep, see [harness.Sweep.Runs].
func (s *Sweep) Runs(ctx context.Context) iter.Seq2[harness.Run, error] {
	return s.Order.Runs(ctx, s.Trials...)
}

// Close releases the resources of the sweep's engine.
func (s *Sweep) Close() error { return closeEngine(s.Trials[0].Engine) }
