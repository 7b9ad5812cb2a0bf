package prepare

import (
	"context"

	"serialfraction/harness"
)

// A Role says what a trial is to its sweep.
type Role int

// The roles of trials.
const (
	Own         Role = iota // the job that was asked for
	Control                 // independent copies of a part of it
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

// refer makes the reference of a job, by one pass over its rows, and cuts the job by
// the same pass where the request does not.
func (w Watch) refer(ctx context.Context, role Role, job *harness.Job, maxWorkers int) (*harness.Reference, error) {
	watched := *job
	if w != nil {
		work, end := w(Pass{role, job})
		defer end()
		watched.Workload = work
	}
	ref, err := watched.Refer(ctx, maxWorkers)
	job.ChunkRows = watched.ChunkRows
	return ref, err
}
