package prepare

import (
	"context"
	"errors"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/workloads"
)

// A Once is a job that is done once, for its results and not to be timed.
type Once struct {
	Job      *harness.Job // cut into chunks by [Once.Cut], or by the request
	Schedule harness.Schedule

	needs demand
	work  work // to find earlier sweeps of the same work
}

// NewOnce prepares the work of a request, and ignores its settings of a sweep. The workload
// must be one on rows.
func NewOnce(ctx context.Context, r results.Request) (*Once, error) {
	spec, err := workloads.Lookup(r.Workload)
	if err != nil {
		return nil, err
	}
	schedule, err := harness.ScheduleByName(r.Schedule)
	if err != nil {
		return nil, err
	}
	here := machine.This()
	needs := demand{request: r, spec: spec, once: true}
	if err := needs.checkFiles(machine.OpenFiles()); err != nil {
		return nil, err
	}
	needs.workers = []int{here.WholeCPUs()} // until more is known
	data, err := needs.load(ctx)
	if err != nil {
		return nil, err
	}
	done, err := workload(ctx, r, data)
	if err != nil {
		return nil, err
	}
	job := &harness.Job{Data: data, Workload: done, ChunkRows: r.ChunkRows}
	if err := needs.checkAnswers(job); err != nil {
		return nil, errors.Join(err, data.Close())
	}
	return &Once{
		Job:      job,
		Schedule: schedule,
		needs:    needs,
		work:     work{workload: r.Workload, args: Args(r), pace: done.Pace, data: data.Name, machine: here},
	}, nil
}

// Cut sets GOMAXPROCS of this process for so many workers, and cuts the job for them unless
// the request sets the rows of a chunk. The error of too many workers is a *harness.FlagError.
func (o *Once) Cut(ctx context.Context, workers int) error {
	o.needs.workers = []int{workers}
	if err := o.needs.checkFiles(machine.OpenFiles()); err != nil {
		return err
	}
	harness.PinProcs(o.work.machine.EffectiveCPUs, o.Job.Workload.Waits(), workers)
	if o.Job.ChunkRows > 0 {
		return nil
	}
	return o.Job.Cut(ctx, workers)
}
