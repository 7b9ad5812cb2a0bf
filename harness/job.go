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

	// Marked labels every goroutine of a run with its phase: in CPU profiles by the
	// labels phase and workers, in execution traces by a task for each run with a region
	// for each phase. That costs some 100 ns for each chunk, so timed runs are not marked.
	Marked bool

	// NoTimeline keeps a [Chronicler] from keeping the times of chunks.
	NoTimeline bool

	// Uncounted keeps the counters of the workers' threads closed. The first that a process opens stops all
	// CPUs for milliseconds.
	Uncounted bool

	// CPUs binds the thread of worker w of an engine of this process to CPU number CPUs[w modulo its
	// length] while a run goes on, and with it the programs that the Worker starts; nil = the system
	// puts threads where it likes. See [machine.Pin.Order].
	CPUs []int
}

// NewJob cuts a dataset for runs of up to maxWorkers workers, see [Job.Cut]. The job is to
// be run for its answer; [NewTrial] makes a job to be timed. Where the rows per chunk are
// known, a Job literal will do.
func NewJob(ctx context.Context, data *Dataset, work Workload, maxWorkers int) (*Job, error) {
	j := &Job{Data: data, Workload: work}
	if err := j.Cut(ctx, maxWorkers); err != nil {
		return nil, err
	}
	return j, nil
}

// NumChunks returns K, the number of chunks.
func (j *Job) NumChunks() int { return ceil(j.Data.NumRows(), j.ChunkRows) }

// Chunk returns chunk i as a view of the dataset. Values is nil where the rows must be
// decoded first.
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

// decode returns the chunk with its Values decoded into buf, or as it is where no decoding
// is needed.
func (j *Job) decode(at Chunk, buf []float64) Chunk {
	if at.Values == nil && j.decodes() {
		at.Values = buf[:at.Rows*at.Cols]
		j.Data.Store.Decode(at.Values, at.Row, at.Rows, j.Data.Store.Columns)
	}
	return at
}

// pace returns the least time of rows [row, row+rows); 0 where nothing is paced.
func (j *Job) pace(row, rows int) time.Duration {
	if j.Workload.Weight == nil {
		return time.Duration(rows) * j.Workload.Pace
	}
	return time.Duration(j.Workload.Weight(row, rows) * float64(j.Workload.Pace))
}

// beforeFirstChunk calls the workload's BeforeFirstChunk.
func (j *Job) beforeFirstChunk() (err error) {
	if j.Workload.BeforeFirstChunk != nil {
		defer j.recoverBefore(&err)
		j.Workload.BeforeFirstChunk()
	}
	return nil
}

// recoverBefore turns a panic of the workload's NewWorker or BeforeFirstChunk into a
// *KernelError.
func (j *Job) recoverBefore(err *error) {
	if cause := recover(); cause != nil {
		*err = j.Failed(Chunk{}, cause)
	}
}

// ResultLen returns the number of values in a result: rows times outputs.
func (j *Job) ResultLen() int { return j.Data.NumRows() * len(j.Workload.Outputs) }

// Result returns the rows of dst that hold the answer of chunk c.
func (j *Job) Result(dst []float64, c Chunk) []float64 {
	w := len(j.Workload.Outputs)
	return dst[c.Row*w : (c.Row+c.Rows)*w]
}

// newWorker returns what the workload's NewWorker makes, or its Kernel as a worker.
func (j *Job) newWorker(ctx context.Context) (w Worker, err error) {
	if j.Workload.NewWorker == nil {
		return j.stateless(ctx), nil
	}
	defer j.recoverBefore(&err)
	w, err = j.Workload.NewWorker(ctx)
	if err != nil {
		return nil, j.Failed(Chunk{}, err)
	}
	return w, nil
}

// Heed hands the workload what it heeds during a run.
func (j *Job) Heed(ctx context.Context) {
	if j.Workload.Heed != nil {
		j.Workload.Heed(ctx.Done())
	}
}

// heeded returns the cause of the end of a run whose workload may have ended a step early, nil
// where it has not.
func (j *Job) heeded(ctx context.Context) error {
	if j.Workload.Heed == nil {
		return nil
	}
	return context.Cause(ctx)
}

// Begin runs the workload's serial first step.
func (j *Job) Begin() (err error) {
	if j.Workload.Begin == nil {
		return nil
	}
	defer recoverStep(j, "first", &err)
	j.Workload.Begin()
	return nil
}

// Finish runs the workload's serial last step over the whole result.
func (j *Job) Finish(dst []float64) (err error) {
	if j.Workload.Finish == nil {
		return nil
	}
	defer recoverStep(j, "last", &err)
	j.Workload.Finish(&Table{Columns: j.Workload.Outputs, Values: dst})
	return nil
}
