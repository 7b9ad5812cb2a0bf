package harness

import (
	"context"
	"math"
	"slices"
	"time"
)

// A Reference is the answer of a job by a plain loop, which the answers of all its runs
// are compared with. Making it is the only pass over all rows before the first run of a
// sweep, so its time is kept too. It is read-only.
type Reference struct {
	Answer []float64     // row-major, as a run has it, Job.ResultLen values
	Digest string        // of Answer, see [AnswerDigest]
	Kernel time.Duration // of the kernel for all rows, or their pace if that is longer; 0 = not timed
}

// NewReference runs a job once as [Serial] does, in the job's chunks, without pacing and
// without the serial first step. Where a place of the answer was not written, the error is
// a *KernelError.
func NewReference(ctx context.Context, j *Job) (*Reference, error) {
	bare := *j
	bare.Workload.Begin, bare.Workload.Pace, bare.Marked = nil, 0, false
	answer := make([]float64, j.ResultLen())
	poison(answer)
	t, err := Serial{}.Run(ctx, answer, &bare, 1)
	if err != nil {
		return nil, err
	}
	if err := j.unwritten(answer, 1); err != nil {
		return nil, err
	}
	return &Reference{Answer: answer, Digest: AnswerDigest(answer),
		Kernel: max(t.Workers[0].Busy, j.pace(0, j.Data.NumRows()))}, nil
}

// Refer makes the reference of a job for runs of up to maxWorkers workers. Where the job's
// ChunkRows is 0 it also sets that from the time of the same pass: by [DefaultChunkRows],
// or to one chunk for each worker where the workload is Coarse. It must not be called
// during a run.
//
// The pass is made in the chunks of a long job, the smallest that a job may have, and a long
// job then runs in the same ones. A job of some milliseconds gets larger chunks, and up to
// a quarter of its rows is timed again, see [Job.warmTime].
func (j *Job) Refer(ctx context.Context, maxWorkers int) (*Reference, error) {
	if j.ChunkRows > 0 {
		return NewReference(ctx, j)
	}
	if err := j.cuttable(maxWorkers); err != nil {
		return nil, err
	}
	first := *j
	first.ChunkRows = j.chunkRows(math.MaxInt64, maxWorkers)
	ref, err := NewReference(ctx, &first)
	if err != nil {
		return nil, err
	}
	warm, err := j.warmTime(ctx, ref.Kernel, maxWorkers)
	if err != nil {
		return nil, err
	}
	j.ChunkRows = j.chunkRows(warm, maxWorkers)
	return ref, nil
}

// ReferControl makes the reference of a job as [Job.Refer] does and, by the same pass, the
// reference of its [ControlJob] for controlWorkers. The control's rows are the first of the
// job, and what a kernel writes for a row depends on that row alone. So the control's
// answer is what the pass had written for these rows before Finish, which the control
// leaves out. The control's reference is not timed.
func (j *Job) ReferControl(ctx context.Context, maxWorkers, controlWorkers int) (own, control *Reference, err error) {
	var first []float64
	watched := *j
	if finish := j.Workload.Finish; finish != nil {
		watched.Workload.Finish = func(out *Table) {
			first = slices.Clone(out.Values[:ControlJob(j, controlWorkers).ResultLen()])
			finish(out)
		}
	}
	if own, err = watched.Refer(ctx, maxWorkers); err != nil {
		return nil, nil, err
	}
	j.ChunkRows = watched.ChunkRows
	part := ControlJob(j, controlWorkers)
	if first == nil {
		first = own.Answer[:part.ResultLen()]
	}
	if err := part.unwritten(first, 1); err != nil { // Finish may have written what the kernel did not
		return nil, nil, err
	}
	return own, &Reference{Answer: first, Digest: AnswerDigest(first)}, nil
}

// Answer returns the answer of a job by a plain loop, see [NewReference].
func Answer(ctx context.Context, j *Job) ([]float64, error) {
	ref, err := NewReference(ctx, j)
	if err != nil {
		return nil, err
	}
	return ref.Answer, nil
}
