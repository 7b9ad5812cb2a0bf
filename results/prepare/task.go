package prepare

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/remote"
	"serialfraction/results"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// A task is what a sweep times: a job and the engine that runs it.
type task struct {
	job    *harness.Job // not cut yet, unless the request sets the rows of a chunk
	engine harness.Engine
	other  func() harness.Engine // makes an engine of this kind with planted S = 0; nil for a program
	load   *time.Duration        // time to read the input; nil = there was none
	spawn  *time.Duration        // time to start a program that does nothing; nil = no program is timed

	// Of a sweep whose rows grow with N; nil else. They make the job and the engine of N.
	jobOf    func(ctx context.Context, n int) (*harness.Job, error)
	engineOf func(n int) harness.Engine
}

// newTask makes the task of a request, for a sweep over the given N.
func newTask(ctx context.Context, r results.Request, m machine.Description, workers []int, watch *Watch) (*task, error) {
	spec, err := workloads.Lookup(r.Workload)
	if err != nil {
		return nil, err
	}
	needs := demand{request: r, spec: spec, workers: workers}
	if err := needs.checkFiles(machine.OpenFiles()); err != nil {
		return nil, err
	}
	if spec.Program != nil {
		return programTask(ctx, r, spec, m)
	}
	return rowsTask(ctx, needs, m, watch)
}

// rowsTask makes a task on rows.
func rowsTask(ctx context.Context, needs demand, m machine.Description, watch *Watch) (_ *task, failed error) {
	r, workers := needs.request, needs.workers
	kind, err := engineByName(r.Engine)
	if err != nil {
		return nil, err
	}
	schedule, err := harness.ScheduleByName(r.Schedule)
	if err != nil {
		return nil, err
	}
	cpus, err := pinned(r, m, workers)
	if err != nil {
		return nil, err
	}
	var elsewhere *remote.Engine // its workers can come while the rows are read
	if kind.Remote {
		if elsewhere, err = remoteEngine(r, slices.Max(workers), watch); err != nil {
			return nil, err
		}
		defer func() {
			if failed != nil {
				failed = errors.Join(failed, elsewhere.Close())
			}
		}()
	}
	start := time.Now()
	data, err := needs.load(ctx)
	if err != nil {
		return nil, err
	}
	t := &task{}
	if !input.Generated(r.Source.Data) {
		t.load = new(time.Since(start))
	}
	jobOn := func(ctx context.Context, data *harness.Dataset) (*harness.Job, error) {
		work, err := workload(ctx, order(r), r, func(context.Context) (*harness.Dataset, error) { return data, nil }, watch)
		if kind.Simulated {
			work.Pace = 0 // it has no clock to keep pace by
		}
		return &harness.Job{Data: data, Workload: work, ChunkRows: r.ChunkRows, NoTimeline: r.NoTimeline, CPUs: cpus}, err
	}
	if r.Weak {
		name, each := data.Name, data.NumRows()
		all, err := needs.repeated(data, slices.Max(workers))
		if err != nil {
			return nil, err
		}
		t.jobOf = func(ctx context.Context, n int) (*harness.Job, error) {
			return jobOn(ctx, all.Head(name, n*each))
		}
		t.engineOf = func(n int) harness.Engine {
			law := simulated(planted(r.Settings))
			law.T1 *= time.Duration(n) // of n times the rows
			return kind.make(schedule, law, r.Seed+uint64(n-1))
		}
		data = all.Head(name, each)
	}
	if t.job, err = jobOn(ctx, data); err != nil {
		return nil, err
	}
	if err := needs.checkAnswers(t.job); err != nil {
		return nil, errors.Join(err, data.Close())
	}
	harness.PinProcs(m.EffectiveCPUs, t.job.Workload.Waits(), slices.Max(workers))
	if kind.Remote {
		t.engine, t.other = elsewhere, func() harness.Engine { return elsewhere } // both have the same workers
		return t, elsewhere.Fits(t.job)
	}
	t.engine = kind.make(schedule, simulated(planted(r.Settings)), r.Seed)
	t.other = func() harness.Engine { return kind.make(schedule, simulated(0), r.Seed) }
	return t, nil
}

// source returns the source of the rows of a request.
func source(r results.Request) input.Source {
	s := r.Source
	found, _ := workloads.Lookup(r.Workload) // the zero Workload reads no texts
	return input.Source{Texts: found.ReadsTexts(r.Settings), Data: s.Data, Groups: s.Groups, GroupBy: s.GroupBy, GroupField: s.GroupField, Contrast: s.Contrast, Phenotype01: s.Phenotype01,
		NoHeader: s.NoHeader, IDs: s.IDs, TextColumns: s.TextColumns, Columns: s.Columns, NA: s.NA, Tile: s.Tile}
}

// order names the workload of a request that has rows.
func order(r results.Request) workloads.Order {
	return workloads.Order{Workload: r.Workload, Settings: r.Settings, Program: r.Program}
}

// workload makes the workload of an order of a request that has rows. watch may follow that a program is tried.
func workload(ctx context.Context, of workloads.Order, r results.Request, rows spec.Load, watch *Watch) (harness.Workload, error) {
	work, err := of.MakeOf(ctx, func(ctx context.Context) (*harness.Dataset, error) {
		data, err := rows(ctx)
		if err == nil && len(r.Program) > 0 {
			watch.trying(r.Program)
		}
		return data, err
	})
	if err != nil {
		return harness.Workload{}, err
	}
	if r.Pace != nil {
		work.Pace = *r.Pace
	}
	return work, nil
}

// programTask makes the task of a program that is timed whole.
func programTask(ctx context.Context, r results.Request, spec spec.Workload, m machine.Description) (*task, error) {
	engine, err := spec.Program(r.Settings, r.Program)
	if err != nil {
		return nil, err
	}
	spawn, err := engine.(spawner).Spawn(ctx)
	if err != nil {
		return nil, errors.Join(err, closeEngine(engine))
	}
	harness.PinProcs(m.EffectiveCPUs, false, 0)
	return &task{
		engine: engine, spawn: &spawn,
		job: &harness.Job{Data: &harness.Dataset{Name: strings.Join(r.Program, " ")}, ChunkRows: 1,
			Workload: harness.Workload{Name: spec.Name, Summary: spec.Summary, Notes: engine.(spawner).Notes}},
	}, nil
}

// A spawner is an engine that measures the start of a program and has warnings about its
// runs so far.
type spawner interface {
	Spawn(ctx context.Context) (time.Duration, error)
	Notes() []string
}

// closeEngine releases the resources of an engine, if it has any.
func closeEngine(e harness.Engine) error {
	if c, ok := e.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
