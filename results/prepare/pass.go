package prepare

import (
	"context"
	"slices"

	"serialfraction/harness"
)

// A Role says what a trial is to its sweep.
type Role int

// The roles of trials.
const (
	Own         Role = iota // the job that was asked for, and its control where it has one
	Alternative             // the same rows by the workload's other algorithm
)

// A Pass goes once over the rows of a job, by a plain loop: for the reference that every
// run of a trial is checked against. It may be as long as a run at N = 1.
type Pass struct {
	Role Role
	Job  *harness.Job // not to be changed
}

// A Watch is asked before each pass. It returns the workload to make it with, that of
// the job but for what counts its rows, and what is called at the end of the pass, also
// of one that fails. nil watches nothing.
type Watch func(Pass) (work harness.Workload, end func())

// refer makes the reference of the sweep's own trial and that of its control, if control
// has Workers, by one pass. It cuts the job of both by the same pass.
func (w Watch) refer(ctx context.Context, own, control *harness.Trial) error {
	most := slices.Max(own.Workers)
	err := w.pass(Own, own.Job, func(watched *harness.Job) (err error) {
		if control.Workers == nil {
			own.Reference, err = watched.Refer(ctx, most)
			return err
		}
		own.Reference, control.Reference, err = watched.ReferControl(ctx, most, slices.Max(control.Workers))
		return err
	})
	if err == nil && control.Workers != nil {
		control.Job = harness.ControlJob(own.Job, slices.Max(control.Workers))
	}
	return err
}

// referAlternative makes the reference of the other algorithm, by a pass of its own.
func (w Watch) referAlternative(ctx context.Context, t *harness.Trial) error {
	return w.pass(Alternative, t.Job, func(watched *harness.Job) (err error) {
		t.Reference, err = watched.Refer(ctx, slices.Max(t.Workers))
		return err
	})
}

// pass makes references by one pass over the rows of a job, and cuts the job by the same
// pass where the request does not: refer does, of the job as it is watched.
func (w Watch) pass(role Role, job *harness.Job, refer func(watched *harness.Job) error) error {
	watched := *job
	if w != nil {
		work, end := w(Pass{role, job})
		defer end()
		watched.Workload = work
	}
	err := refer(&watched)
	job.ChunkRows = watched.ChunkRows
	return err
}
