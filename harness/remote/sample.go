package remote

import (
	"context"

	"serialfraction/harness"
)

// Sample runs the first chunks of a job on one worker, twice, and returns the timing of the second time:
// what handing a chunk out, its messages and its kernel take, without the first and the last step of the
// job. The job is one that is staged. The chunks have so many rows each, at most those of the job's, and as
// many where workers have the rows already.
func (e *Engine) Sample(ctx context.Context, j *harness.Job, chunks, rows int) (t harness.Timing, err error) {
	few := *j
	few.ChunkRows = rows
	few.Data = j.Data.Head(j.Data.Name, min(chunks*rows, j.Data.NumRows()))
	few.Workload.Begin, few.Workload.Finish, few.NoTimeline = nil, nil, true
	if e.jobs[j] != nil { // workers then have its rows among those of the whole
		e.jobs[&few] = e.jobs[j]
	}
	defer delete(e.jobs, &few)
	defer func(landed func(harness.Chunk, []float64)) { e.options.Landed = landed }(e.options.Landed)
	e.options.Landed = nil
	answer := make([]float64, few.ResultLen())
	for range 2 {
		if t, err = e.Run(ctx, answer, &few, 1); err != nil {
			return t, err
		}
	}
	return t, nil
}
