package prepare

import (
	"context"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/workloads"
)

// A Once is rows made ready to be worked on once, for their results.
type Once struct {
	Job      *harness.Job // not cut before [Once.Cut], unless the request says how
	Schedule harness.Schedule

	work work // by which sweeps of it are found
}

// NewOnce makes ready what a request says is to be done, whatever it says of a sweep. The
// workload must be one on rows.
func NewOnce(ctx context.Context, r results.Request) (*Once, error) {
	spec, err := workloads.Lookup(r.Workload)
	if err != nil {
		return nil, err
	}
	schedule, err := harness.ScheduleByName(r.Schedule)
	if err != nil {
		return nil, err
	}
	data, err := input.Load(ctx, source(r))
	if err != nil {
		return nil, err
	}
	done, err := workload(ctx, r, spec, data)
	if err != nil {
		return nil, err
	}
	return &Once{
		Job:      &harness.Job{Data: data, Workload: done, ChunkRows: r.ChunkRows},
		Schedule: schedule,
		work:     work{workload: r.Workload, args: Args(r), pace: done.Pace, data: data.Name, machine: machine.This()},
	}, nil
}

// Cut fixes GOMAXPROCS of this process for N workers, and cuts the job for them where
// the request does not.
func (o *Once) Cut(ctx context.Context, workers int) error {
	harness.PinProcs(o.work.machine.EffectiveCPUs, o.Schedule, o.Job.Workload.Pace, workers)
	if o.Job.ChunkRows > 0 {
		return nil
	}
	return o.Job.Cut(ctx, workers)
}
