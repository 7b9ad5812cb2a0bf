package harness

import (
	"context"
	"time"
)

// A Job is a dataset cut into chunks of equal size for a workload. It is
// read-only; runs at different N share it, so K is the same over a sweep.
type Job struct {
	Data      *Dataset
	Workload  Workload
	ChunkRows int // rows per chunk, at least 1; the last chunk may be shorter

	// Marked names what every goroutine of a run is at: for CPU profiles by the
	// labels phase and workers, for execution traces by a task for each run, with a
	// region for each phase. That costs some 100 ns for each chunk, so a run whose
	// time counts is not marked.
	Marked bool

	// NoTimeline leaves out the times of chunks, which an engine that is a [Chronicler]
	// keeps else.
	NoTimeline bool
}

// NewJob cuts a dataset for runs of up to maxWorkers workers, see [Job.Cut]: to have
// its answer. [NewTrial] makes a job to be timed. A Job whose chunks are known needs no
// constructor.
func NewJob(ctx context.Context, data *Dataset, work Workload, maxWorkers int) (*Job, error) {
	j := &Job{Data: data, Workload: work}
	if err := j.Cut(ctx, maxWorkers); err != nil {
		return nil, err
	}
	return j, nil
}

// NumChunks returns K, the number of chunks.
func (j *Job) NumChunks() int { return ceil(j.Data.NumRows(), j.ChunkRows) }

// Chunk returns chunk i as a view of the dataset. Where its rows have to be
// decoded first, it has no Values yet.
func (j *Job) Chunk(i int) Chunk {
	lo := i * j.ChunkRows
	hi := min(lo+j.ChunkRows, j.Data.NumRows())
	c := Chunk{Index: i, Row: lo, Rows: hi - lo, Cols: j.Data.Cols}
	switch d := j.Data; {
	case j.Workload.Packed:
		c.Packed = d.Store.Packed[lo*d.Store.Stride : hi*d.Store.Stride]
	case d.Values != nil:
		c.Values = d.Values[lo*d.Cols : hi*d.Cols]
	}
	return c
}

// decodes reports whether rows must be decoded before a kernel can read them.
func (j *Job) decodes() bool {
	return !j.Workload.Packed && j.Data.Values == nil && j.Data.Store != nil
}

// decode fills buf with the rows of a chunk that need it, and lets the chunk have
// them.
func (j *Job) decode(at Chunk, buf []float64) Chunk {
	if at.Values == nil && j.decodes() {
		at.Values = buf[:at.Rows*at.Cols]
		j.Data.Store.Decode(at.Values, at.Row, at.Rows, j.Data.Store.Columns)
	}
	return at
}

// pace returns the least time that neighbouring rows take; 0 where nothing is paced.
func (j *Job) pace(row, rows int) time.Duration {
	if j.Workload.Weight == nil {
		return time.Duration(rows) * j.Workload.Pace
	}
	return time.Duration(j.Workload.Weight(row, rows) * float64(j.Workload.Pace))
}

// beforeFirstChunk does what a worker does before its first chunk.
func (j *Job) beforeFirstChunk() (err error) {
	if j.Workload.BeforeFirstChunk != nil {
		defer j.recoverBefore(&err)
		j.Workload.BeforeFirstChunk()
	}
	return nil
}

// recoverBefore turns a panic of what the workload does before its kernel into a
// *KernelError.
func (j *Job) recoverBefore(err *error) {
	if cause := recover(); cause != nil {
		*err = j.kernelError(Chunk{}, cause)
	}
}

// ResultLen returns the number of values in a result: rows times outputs.
func (j *Job) ResultLen() int { return j.Data.NumRows() * len(j.Workload.Outputs) }

// result returns the rows of dst that chunk c is answered in.
func (j *Job) result(dst []float64, c Chunk) []float64 {
	w := len(j.Workload.Outputs)
	return dst[c.Row*w : (c.Row+c.Rows)*w]
}

// newWorker returns a worker of a workload that has workers of its own, else one whose
// kernel is the workload's.
func (j *Job) newWorker(ctx context.Context) (w Worker, err error) {
	if j.Workload.NewWorker == nil {
		return Stateless(j.Workload.Kernel), nil
	}
	defer j.recoverBefore(&err)
	w, err = j.Workload.NewWorker(ctx)
	if err != nil {
		return nil, j.kernelError(Chunk{}, err)
	}
	return w, nil
}

// begin runs the workload's serial first step.
func (j *Job) begin() (err error) {
	if j.Workload.Begin == nil {
		return nil
	}
	defer recoverStep(j, "first", &err)
	j.Workload.Begin()
	return nil
}

// finish runs the workload's serial last step over the whole result.
func (j *Job) finish(dst []float64) (err error) {
	if j.Workload.Finish == nil {
		return nil
	}
	defer recoverStep(j, "last", &err)
	j.Workload.Finish(&Table{Columns: j.Workload.Outputs, Values: dst})
	return nil
}
