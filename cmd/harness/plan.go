package main

import (
	"errors"
	"math"
	"runtime"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/record"
)

// A plan is a sweep made ready: what to run, and the header that says so and what was
// asked.
type plan struct {
	sweep  harness.Sweep
	trials []harness.Trial // the job itself first, then its control and its alternative; all have their references
	stop   record.Stop
	header results.Header
}

// planSweep makes a sweep ready that was asked for. before is the header of the one
// that it goes on with, nil where it is new.
func planSweep(c *cli.Context, r results.Request, before *results.Header) (*plan, error) {
	stop, err := stopOf(r)
	if err != nil {
		return nil, err
	}
	here := machine.This()
	grid, err := gridOf(r, here)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	t, err := newTask(c.Context, r, here, grid)
	if err != nil {
		return nil, err
	}
	own := harness.Trial{Engine: t.engine, Job: t.job, Workers: grid}
	if own.Reference, err = refer(c, "the answer", t.job, slices.Max(grid)); err != nil {
		return nil, errors.Join(err, closeEngine(t.engine))
	}
	if r.Results != "" {
		own.Answer = make([]float64, t.job.ResultLen())
	}

	p := &plan{
		sweep:  harness.Sweep{Warmup: r.Warmup, Blocks: r.Repeats, Seed: r.Seed},
		trials: []harness.Trial{own},
		stop:   stop,
	}
	if r.Control {
		control := controlTrial(t.job, grid, here)
		if control.Reference, err = refer(c, "the control's answer", control.Job, slices.Max(grid)); err != nil {
			return nil, err
		}
		p.trials = append(p.trials, control)
	}
	if t.job.Workload.Alternative != nil {
		alternative, err := alternativeTrial(c, r, own, before)
		if err != nil {
			return nil, err
		}
		p.trials = append(p.trials, alternative)
	}
	if p.header, err = record.NewHeader(p.sweep, p.stop, p.trials...); err != nil {
		return nil, err
	}
	p.header.Version, p.header.Command, p.header.Request = version(), commandLine(c), &r
	p.header.Time, p.header.Machine = start, here // as it was before anything was done
	p.header.Args, p.header.Tile, p.header.Load, p.header.Spawn = t.args, r.Source.Tile, t.load, t.spawn
	p.header.Answers(p.trials...)
	return p, nil
}

// pinProcs fixes GOMAXPROCS for the whole sweep: the CPUs that there are; one
// more where a coordinator competes with the workers, so that the system shares
// the CPUs between them and not the Go scheduler, which lets a busy worker run
// for 10 ms; and for paced runs as many as there are threads, because a thread
// that waits in a system call keeps its place for a while.
func pinProcs(m machine.Description, s harness.Schedule, pace time.Duration, grid []int) {
	procs := max(1, int(math.Ceil(m.EffectiveCPUs)))
	if s.Coordinated() {
		procs++
	}
	if pace > 0 {
		procs = max(procs, grid[len(grid)-1]+2)
	}
	runtime.GOMAXPROCS(procs)
}

// controlTrial is the control of a job, at the N that can be fitted.
func controlTrial(job *harness.Job, grid []int, m machine.Description) harness.Trial {
	var workers []int
	for _, n := range grid {
		if job.Workload.Pace > 0 || float64(n) <= m.EffectiveCPUs {
			workers = append(workers, n)
		}
	}
	if len(workers) == 0 {
		workers = grid[:1]
	}
	return harness.Trial{Engine: &harness.Control{}, Job: harness.ControlJob(job, workers[len(workers)-1]), Workers: workers}
}
