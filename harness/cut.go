package harness

import (
	"context"
	"fmt"
	"math"
	"time"
)

// The rows that are timed to cut a job which needs no reference: some, and of a short
// job a small part of all.
const (
	sampleRows  = 64
	sampleShare = 16
)

// samplings is how often a sample is timed, for the best: it is short, and the first
// time nothing is in the caches. With sampleShare they are no fifth of a pass.
const samplings = 3

// longEnough is a sample's time that is told well enough by one go.
const longEnough = 10 * time.Millisecond

// Cut chooses the rows of a chunk for runs of up to maxWorkers workers from the time
// that the first rows take: for a job that is run for its answer, where [Job.Refer]
// would do the work twice. A program is started once for it. No run may be under way.
func (j *Job) Cut(ctx context.Context, maxWorkers int) error {
	if err := j.cuttable(maxWorkers); err != nil {
		return err
	}
	if j.Workload.Coarse {
		j.ChunkRows = j.chunkRows(0, maxWorkers)
		return nil
	}
	rows := j.Data.NumRows()
	sample := ControlJob(j, max(sampleShare, rows/sampleRows))
	sample.ChunkRows, sample.Workload.Pace = sample.Data.NumRows(), 0
	best := time.Duration(math.MaxInt64)
	for range samplings {
		ref, err := NewReference(ctx, sample)
		if err != nil {
			return err
		}
		best = min(best, ref.Kernel)
		if best > longEnough || j.Workload.Hire != nil {
			break
		}
	}
	whole := min(float64(best)*float64(rows)/float64(sample.ChunkRows), math.MaxInt64/2)
	j.ChunkRows = j.chunkRows(max(time.Duration(whole), j.pace(0, rows)), maxWorkers)
	return nil
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
