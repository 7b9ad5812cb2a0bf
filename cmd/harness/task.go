package main

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/workloads"
)

// A task is what a sweep times: a job and the engine that runs it.
type task struct {
	job    *harness.Job // not cut yet, unless the user says how
	engine harness.Engine
	args   workloads.Args
	load   *time.Duration // reading the input; nil = there was none
	spawn  *time.Duration // starting a program that does nothing; nil = no program is timed
}

// newTask makes a task from flags, for a sweep over the N of grid.
func newTask(c *cli.Context, spec workloads.Spec, m harness.Machine, grid []int) (*task, error) {
	args, err := paramArgs(c, spec)
	if err != nil {
		return nil, err
	}
	argv, err := commandOf(c, spec)
	if err != nil {
		return nil, err
	}
	if spec.Program != nil {
		return programTask(c, spec, m, args, argv)
	}
	return rowsTask(c, spec, m, args, argv, grid)
}

// rowsTask is a task on rows.
func rowsTask(c *cli.Context, spec workloads.Spec, m harness.Machine, args workloads.Args, argv []string, grid []int) (*task, error) {
	kind, err := engineByName(c.String("engine"))
	if err != nil {
		return nil, err
	}
	schedule, err := harness.ScheduleByName(c.String("schedule"))
	if err != nil {
		return nil, err
	}
	source := sourceOf(c, spec.Data)
	start := time.Now()
	data, err := input.Load(c.Context, source)
	if err != nil {
		return nil, err
	}
	t := &task{args: args}
	if !input.Generated(source.Data) {
		t.load = new(time.Since(start))
	}
	work, err := workloadOf(c.Context, spec, data, args, argv)
	if err != nil {
		return nil, err
	}
	if c.IsSet("pace") {
		work.Pace = c.Duration("pace")
	}
	if kind.name == "sim" {
		work.Pace = 0 // it has no clock to keep pace by
	}
	pinProcs(m, schedule, work.Pace, grid)
	t.engine = kind.make(schedule, simLaw(plantOf(args)), c.Uint64("seed"))
	t.job = &harness.Job{Data: data, Workload: work, ChunkRows: c.Int("chunk"), NoTimeline: c.Bool("no-timeline")}
	return t, nil
}

// workloadOf makes the workload of a spec that has rows.
func workloadOf(ctx context.Context, spec workloads.Spec, data *harness.Dataset, args workloads.Args, argv []string) (harness.Workload, error) {
	if spec.Script != nil {
		return spec.Script(ctx, data, args, argv)
	}
	return spec.New(data, args)
}

// rowFlags are the flags that a program timed whole has no use for.
var rowFlags = []string{"data", "groups", "group-by", "group-field", "contrast", "tile", "pace", "engine", "schedule", "chunk", "control", "results", "no-timeline"}

// programTask is a task of a program that is timed whole.
func programTask(c *cli.Context, spec workloads.Spec, m harness.Machine, args workloads.Args, argv []string) (*task, error) {
	for _, name := range rowFlags {
		if c.IsSet(name) {
			return nil, usagef("--%s is about rows, and workload %s times a whole program: leave it out, or hand rows to the program with --workload pipe", name, spec.Name)
		}
	}
	engine, err := spec.Program(args, argv)
	if err != nil {
		return nil, err
	}
	spawn, err := engine.(spawner).Spawn(c.Context)
	if err != nil {
		return nil, errors.Join(err, closeEngine(engine))
	}
	pinProcs(m, harness.Schedule{}, 0, nil)
	return &task{
		engine: engine, args: args, spawn: &spawn,
		job: &harness.Job{Data: &harness.Dataset{Name: strings.Join(argv, " ")}, ChunkRows: 1,
			Workload: harness.Workload{Name: spec.Name, Summary: spec.Summary, Notes: engine.(spawner).Notes}},
	}, nil
}

// A spawner is an engine that tells what starting a program costs, and what is worth
// a warning about its runs so far.
type spawner interface {
	Spawn(ctx context.Context) (time.Duration, error)
	Notes() []string
}

// closeEngine gives back what an engine holds.
func closeEngine(e harness.Engine) error {
	if c, ok := e.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// plantOf reads the planted share where the workload has one; New has checked
// it.
func plantOf(args workloads.Args) float64 {
	s, _ := strconv.ParseFloat(args[plantSetting], 64)
	return s
}
