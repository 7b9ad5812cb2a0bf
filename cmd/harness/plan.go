package main

import (
	"errors"
	"math"
	"runtime"
	"slices"
	"strconv"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/workloads"
)

// A plan is a sweep made ready from flags: what to run, and the header that says
// so.
type plan struct {
	sweep  harness.Sweep
	trials []harness.Trial // the job itself first, then its control and its rival; all have their references
	stop   results.Stop
	header results.Header
}

// planSweep makes a sweep ready. before is the header of the one that it goes on
// with, nil where it is new.
func planSweep(c *cli.Context, before *results.Header) (*plan, error) {
	spec, err := workloads.Lookup(c.String("workload"))
	if err != nil {
		return nil, err
	}
	if err := checkNumbers(c); err != nil {
		return nil, err
	}
	machine := harness.ThisMachine()
	grid, err := gridOf(c.String("workers"), c.Int("max-workers"), machine)
	if err != nil {
		return nil, err
	}
	if c.String("engine") == "serial" && !c.IsSet("workers") && !c.IsSet("max-workers") {
		grid = []int{1}
	}
	start := time.Now()
	t, err := newTask(c, spec, machine, grid)
	if err != nil {
		return nil, err
	}
	own := harness.Trial{Engine: t.engine, Job: t.job, Workers: grid}
	if own.Reference, err = refer(c, "the answer", t.job, slices.Max(grid)); err != nil {
		return nil, errors.Join(err, closeEngine(t.engine))
	}
	if c.String("results") != "" {
		own.Answer = make([]float64, t.job.ResultLen())
	}

	p := &plan{
		sweep:  harness.Sweep{Warmup: c.Int("warmup"), Blocks: c.Int("repeats"), Seed: c.Uint64("seed")},
		trials: []harness.Trial{own},
		stop:   stopOf(c),
	}
	if c.Bool("control") {
		control := controlTrial(t.job, grid, machine)
		if control.Reference, err = refer(c, "the control's answer", control.Job, slices.Max(grid)); err != nil {
			return nil, err
		}
		p.trials = append(p.trials, control)
	}
	if t.job.Workload.Rival != nil {
		rival, err := rivalTrial(c, own, before)
		if err != nil {
			return nil, err
		}
		p.trials = append(p.trials, rival)
	}
	if p.header, err = results.NewHeader(p.sweep, p.stop, p.trials...); err != nil {
		return nil, err
	}
	p.header.Version, p.header.Command = version(), commandLine(c)
	p.header.Time, p.header.Machine = start, results.MachineOf(machine) // as it was before anything was done
	p.header.Args, p.header.Tile, p.header.Load, p.header.Spawn = t.args, c.Int("tile"), t.load, t.spawn
	p.header.Answers(p.trials...)
	return p, nil
}

// stopOf says when the sweep ends: after a number of repeats, whatever the
// precision and however long they take, or else when S is known well enough or
// the time is spent.
func stopOf(c *cli.Context) results.Stop {
	if repeats := c.Int("repeats"); repeats > 0 {
		return results.Stop{Blocks: repeats}
	}
	return results.Stop{Precision: c.Float64("precision"), MaxTime: c.Duration("max-time")}
}

// checkNumbers refuses numbers that no sweep can work with.
func checkNumbers(c *cli.Context) error {
	for _, name := range []string{"chunk", "repeats", "warmup"} {
		if n := c.Int(name); n < 0 {
			return &harness.FlagError{Flag: name, Value: strconv.Itoa(n), Want: "must not be negative"}
		}
	}
	if c.IsSet("max-workers") && c.Int("max-workers") == 0 { // which else means that nobody said
		return badMost(0)
	}
	if p := c.Float64("precision"); !(p >= 0 && p < 1) {
		return &harness.FlagError{Flag: "precision", Value: c.String("precision"), Want: "must be from 0 to 1, such as 0.005"}
	}
	if c.Int("repeats") == 0 && c.Duration("max-time") == 0 && c.Float64("precision") == 0 {
		return usagef("--precision 0 and --max-time 0 together never stop: give one of them, or --repeats R")
	}
	return nil
}

// pinProcs fixes GOMAXPROCS for the whole sweep: the CPUs that there are; one
// more where a coordinator competes with the workers, so that the system shares
// the CPUs between them and not the Go scheduler, which lets a busy worker run
// for 10 ms; and for paced runs as many as there are threads, because a thread
// that waits in a system call keeps its place for a while.
func pinProcs(m harness.Machine, s harness.Schedule, pace time.Duration, grid []int) {
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
func controlTrial(job *harness.Job, grid []int, m harness.Machine) harness.Trial {
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
