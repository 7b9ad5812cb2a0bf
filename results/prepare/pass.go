package prepare

import (
	"context"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/remote"
)

// A Role is the role of a trial in its sweep.
type Role int

// The roles of trials.
const (
	Own         Role = iota // the requested job, and its control where it has one
	Alternative             // the same rows by the workload's alternative algorithm
)

// A Pass goes once over the rows of a job in a plain loop. It makes the reference against
// which every run of a trial is checked. It may take as long as a run at N = 1.
type Pass struct {
	Role Role
	Job  *harness.Job // read-only

	// Limit is the time limit of the runs, which this pass is not part of, and Least estimates
	// from the time of this pass how long all takes at least until a block has been made. Least
	// is nil where there is no limit, for a sweep that is resumed, where runs are simulated,
	// and for an alternative, whose pass is the second.
	Limit time.Duration
	Least func(pass time.Duration) time.Duration
}

// A Watch follows what is done before the first run. Each of its functions may be nil, and a nil Watch
// follows nothing.
type Watch struct {
	// Pass is called before each pass. It returns the workload for the pass, which is that of
	// the job and may also count its rows, and a function that is called at the end of the
	// pass, even if it fails.
	Pass func(Pass) (work harness.Workload, end func())

	// Trying is called before a program is handed its first rows, which it may take long to answer,
	// or never does.
	Trying func(program []string)

	// Gathering is called while the sweep waits for workers that come from elsewhere.
	Gathering func(remote.Gathering)
}

// limited returns a Watch that also knows the limit of the runs, and what all takes at least.
func (w *Watch) limited(limit time.Duration, least func(pass time.Duration) time.Duration) *Watch {
	if w == nil || w.Pass == nil {
		return nil
	}
	return &Watch{Pass: func(p Pass) (harness.Workload, func()) {
		p.Limit, p.Least = limit, least
		return w.Pass(p)
	}}
}

// trying tells that a program is handed its first rows.
func (w *Watch) trying(program []string) {
	if w != nil && w.Trying != nil {
		w.Trying(program)
	}
}

// refer makes the references of the sweep's own trial and, if control has Workers, of its
// control in one pass. The same pass cuts the job of both.
func (w *Watch) refer(ctx context.Context, own, control *harness.Trial) error {
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

// referAlternative makes the reference of the alternative algorithm in a pass of its own.
func (w *Watch) referAlternative(ctx context.Context, t *harness.Trial) error {
	return w.pass(Alternative, t.Job, func(watched *harness.Job) (err error) {
		t.Reference, err = watched.Refer(ctx, slices.Max(t.Workers))
		return err
	})
}

// pass makes references in one pass over the rows of a job: it calls refer with the job as
// it is watched. The same pass cuts the job unless the request does.
func (w *Watch) pass(role Role, job *harness.Job, refer func(watched *harness.Job) error) error {
	watched := *job
	if w != nil && w.Pass != nil {
		work, end := w.Pass(Pass{Role: role, Job: job})
		defer end()
		watched.Workload = work
	}
	err := refer(&watched)
	job.ChunkRows = watched.ChunkRows
	return err
}
