package harness

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"
)

// A sample of the rows is timed to cut a job without a pass over all of them, or after a
// pass that may have been cold. It has sampleRows rows, and no more than one row in
// sampleShare. The best of samplings times counts, because the first one meets cold caches.
// One row is timed beforehand. A time above longEnough, of that row or of a sample, is
// precise enough and ends the sampling. All of it is at most a quarter of a pass.
const (
	sampleRows  = 64
	sampleShare = 16
	samplings   = 3
	longEnough  = 10 * time.Millisecond
)

// coldest bounds how many times as long as a later pass the first pass over the rows may
// take, while their pages are not mapped or the caches are empty.
const coldest = 10

// Cut sets ChunkRows for runs of up to maxWorkers workers from the time that the first
// rows take. It is for a job that is run once for its answer, where [Job.Refer] would do
// the work twice. Where no row is sampled, chunks are cut as for a long job. Cut must not
// be called during a run.
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

// warmTime estimates how long the kernel takes for all rows when they are warm; pass is
// the time of the first pass, which may have been cold. The runs find the rows warm. Chunks
// cut by the time of a cold pass would take less than the least time of a chunk, and their
// size would change from one cut to the next. So where the first pass may have been cold,
// up to a quarter of the rows is timed again. Where even the warm rows of a job are enough
// for the largest number of chunks, its time does not affect the cut: pass is returned.
func (j *Job) warmTime(ctx context.Context, pass time.Duration, maxWorkers int) (time.Duration, error) {
	full := time.Duration(mostChunks(j.Data.NumRows(), maxWorkers)) * grainOf(j.Workload.Pace > 0)
	if !j.sampled() || pass >= coldest*full || pass <= j.pace(0, j.Data.NumRows()) {
		return pass, nil
	}
	warm, err := j.sampledTime(ctx)
	return min(pass, warm), err
}

// sampled reports whether a sample of the rows can decide how to cut the job. It cannot
// where there are only a few rows, nor where the workload has a NewWorker, whose start
// takes longer than larger chunks could save.
func (j *Job) sampled() bool {
	return !j.Workload.Coarse && j.Workload.NewWorker == nil && j.Data.NumRows() >= sampleShare
}

// sampledTime estimates the time of all rows; it returns their pace if that is longer.
func (j *Job) sampledTime(ctx context.Context) (time.Duration, error) {
	row, err := j.rowTime(ctx)
	rows := j.Data.NumRows()
	return max(time.Duration(min(row*float64(rows), math.MaxInt64/2)), j.pace(0, rows)), err
}

// rowTime estimates from the first rows how long the kernel takes for one, in ns.
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

// cuttable returns an error that describes why the job cannot be cut, or nil if it can.
func (j *Job) cuttable(maxWorkers int) error {
	if maxWorkers < 1 {
		return noWorkers(maxWorkers)
	}
	if j.Data.NumRows() == 0 {
		return fmt.Errorf("dataset %s: it has no rows", j.Data.Name)
	}
	return nil
}

// chunkRows returns the rows per chunk where the kernel takes the time serial for all rows.
func (j *Job) chunkRows(serial time.Duration, maxWorkers int) int {
	rows := j.Data.NumRows()
	if j.Workload.Coarse {
		return ceil(rows, maxWorkers)
	}
	return DefaultChunkRows(rows, serial, j.Workload.Pace > 0, maxWorkers)
}
