package harness

// A Job is a dataset cut into chunks of equal size for a workload. It is
// read-only; runs at different N share it, so K is the same over a sweep.
type Job struct {
	Data      *Dataset
	Workload  Workload
	ChunkRows int // rows per chunk, at least 1; the last chunk may be shorter
}

// NumChunks returns K, the number of chunks.
func (j *Job) NumChunks() int { return ceil(j.Data.NumRows(), j.ChunkRows) }

// Chunk returns chunk i as a view of the dataset.
func (j *Job) Chunk(i int) Chunk {
	lo := i * j.ChunkRows
	hi := min(lo+j.ChunkRows, j.Data.NumRows())
	return Chunk{Index: i, Row: lo, Rows: hi - lo, Cols: j.Data.Cols,
		Values: j.Data.Values[lo*j.Data.Cols : hi*j.Data.Cols]}
}

// ResultLen returns the number of values in a result: rows times outputs.
func (j *Job) ResultLen() int { return j.Data.NumRows() * len(j.Workload.Outputs) }

// result returns the rows of dst that chunk c is answered in.
func (j *Job) result(dst []float64, c Chunk) []float64 {
	w := len(j.Workload.Outputs)
	return dst[c.Row*w : (c.Row+c.Rows)*w]
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
