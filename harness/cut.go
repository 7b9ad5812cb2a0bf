package harness

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"
)

// The rows that are timed to cut a job without a pass over all of them, or after one
// that may have been cold: sampleRows, and no more than one in sampleShare, for the best
// of samplings goes, because the first time nothing is in the caches. One row before them
// tells whether they take long: that is told well enough by a sample of longEnough.
// Together they are at most a quarter of a pass.
const (
	sampleRows  = 64
	sampleShare = 16
	samplings   = 3
	longEnough  = 10 * time.Millisecond
)

// coldest is how many times as long as a later one the first pass over the rows may
// take: their pages are not mapped yet, or nothing of them is in the caches.
const coldest = 10

// Cut chooses the rows of a chunk for runs of up to maxWorkers workers from the time
// that the first rows take: for a job that is run for its answer, where [Job.Refer]
// would do the work twice. Where no row is sampled a chunk is one that a long job gets.
// No run may be under way.
func (j *Job) Cut(ctx context.Context, maxWorkers int) error {
	if err := j.cuttable(maxWorkers); err != nil {
		return err
	}
	whole := time.Duration(math.MaxInt64)
	if j.sampled() {
		var err error
		if whole, err = j.sampledTime(ctx); err != nil {
			return err
		}
	}
	j.ChunkRows = j.chunkRows(whole, maxWorkers)
	return nil
}

// warmTime returns how long the kernel takes for all rows once they have been gone
// over, where the pass that did it first took that long. The runs meet warm rows; from a
// cold pass their chunks would have less than the least time of a chunk, and another
// number of rows each time that the job is cut. So where that may be, up to a quarter
// of the rows is timed again. It cannot be of a job so long that its warm rows fill as
// many chunks as any job has: its time cuts nothing, and is returned as it is.
func (j *Job) warmTime(ctx context.Context, pass time.Duration, maxWorkers int) (time.Duration, error) {
	full := time.Duration(mostChunks(j.Data.NumRows(), maxWorkers)) * grainOf(j.Workload.Pace > 0)
	if !j.sampled() || pass >= coldest*full || pass <= j.pace(0, j.Data.NumRows()) {
		return pass, nil
	}
	warm, err := j.sampledTime(ctx)
	return min(pass, warm), err
}

// sampled reports whether a sample of the rows tells how to cut the job: not where
// workers are made (NewWorker), whose start takes longer than larger chunks could save,
// nor of a few rows.
func (j *Job) sampled() bool {
	return !j.Workload.Coarse && j.Workload.NewWorker == nil && j.Data.NumRows() >= sampleShare
}

// sampledTime estimates how long all rows take, or their pace if that is longer.
func (j *Job) sampledTime(ctx context.Context) (time.Duration, error) {
	row, err := j.rowTime(ctx)
	rows := j.Data.NumRows()
	return max(time.Duration(min(row*float64(rows), math.MaxInt64/2)), j.pace(0, rows)), err
}

// rowTime estimates how long the kernel takes for a row, in ns, from the first ones.
func (j *Job) rowTime(ctx context.Context) (best float64, err error) {
	rows := j.Data.NumRows()
	goes := slices.Repeat([]int{rows / min(sampleRows, rows/sampleShare)}, samplings)
	for _, part := range append([]int{rows}, goes...) {
		sample := ControlJob(j, part)
		sample.ChunkRows, sample.Workload.Pace = sample.Data.NumRows(), 0
		ref, err := NewReference(ctx, sample)
		if err != nil {
			return 0, err
		}
		row := float64(ref.Kernel) / float64(sample.ChunkRows)
		if ref.Kernel > longEnough {
			return row, nil
		}
		if part < rows && (best == 0 || row < best) {
			best = row
		}
	}
	return best, nil
}

// cuttable returns what keeps a job from being cut, nil where there is nothing.
func (j *Job) cuttable(maxWorkers int) error {
	if maxWorkers < 1 {
		return noWorkers(maxWorkers)
	}
	if j.Data.NumRows() == 0 {
		return fmt.Errorf("dataset %s: it has no rows", j.Data.Name)
	}
	return nil
}

// chunkRows are the rows of a chunk where the kernel takes that time for all of them.
func (j *Job) chunkRows(serial time.Duration, maxWorkers int) int {
	rows := j.Data.NumRows()
	if j.Workload.Coarse {
		return ceil(rows, maxWorkers)
	}
	return DefaultChunkRows(rows, serial, j.Workload.Pace > 0, maxWorkers)
}
