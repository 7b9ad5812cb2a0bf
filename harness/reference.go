package harness

import (
	"context"
	"math"
	"slices"
	"time"
)

// A Reference is what every run of a job is held against: its answer by a plain loop.
// Making it is the one time that a sweep goes over all rows before its first run, so
// it also tells how long they take. It is read-only.
type Reference struct {
	Answer []float64     // row-major, as a run has it, Job.ResultLen values
	Digest string        // of Answer, see [AnswerDigest]
	Kernel time.Duration // that the kernel took for all rows, or their pace if that is longer; 0 = not timed
}

// NewReference goes over the rows of a job once, as [Serial] does, in the job's chunks
// and without pacing or a serial first step. Every place of the answer is written, or
// the error is a *KernelError.
func NewReference(ctx context.Context, j *Job) (*Reference, error) {
	bare := *j
	bare.Workload.Begin, bare.Workload.Pace, bare.Marked = nil, 0, false
	answer := make([]float64, j.ResultLen())
	poison(answer)
	t, err := Serial{}.Run(ctx, answer, &bare, 1)
	if err != nil {
		return nil, err
	}
	if err := j.unwritten(answer); err != nil {
		return nil, err
	}
	return &Reference{Answer: answer, Digest: AnswerDigest(answer),
		Kernel: max(t.Workers[0].Busy, j.pace(0, j.Data.NumRows()))}, nil
}

// Refer makes the reference of a job for runs of up to maxWorkers workers, and where
// its ChunkRows are 0 chooses them by what the same pass tells: as [DefaultChunkRows]
// does, or one chunk for each worker where the workload is Coarse. No run may be under
// way.
//
// That pass is made in the chunks that a job of some length gets whatever its time, so
// its runs meet the same ones; a job of some milliseconds is run in larger chunks. Such a
// job has up to a quarter of its rows timed again, see [Job.warmTime].
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

// ReferControl makes the reference of a job as [Job.Refer] does, and by the same pass that
// of its [ControlJob] for controlWorkers. The control's rows are the first of the job, and
// what a kernel writes for a row depends on that row alone: so they are what the pass had
// before the last step of the workload, which the control does not do. They are not timed.
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
	if err := part.unwritten(first); err != nil { // what the last step wrote in all of them
		return nil, nil, err
	}
	return own, &Reference{Answer: first, Digest: AnswerDigest(first)}, nil
}

// Answer returns the answer of a [NewReference] of the job.
func Answer(ctx context.Context, j *Job) ([]float64, error) {
	ref, err := NewReference(ctx, j)
	if err != nil {
		return nil, err
	}
	return ref.Answer, nil
}
