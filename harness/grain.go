package harness

import (
	"context"
	"time"
)

// The least time that a chunk should take. A claim costs some 100 ns, which
// 100 µs of work hides; a paced chunk also costs a sleep and a wake-up, some µs
// of CPU that many workers on few CPUs share.
const (
	minGrain      = 100 * time.Microsecond
	minPacedGrain = 2 * time.Millisecond
)

// chunksPerWorker is how many chunks each worker should find at the largest N,
// so that the last one to finish keeps the others waiting for a small part of
// the run only.
const chunksPerWorker = 32

// longEnough is a kernel's time that is told well enough by one run.
const longEnough = 500 * time.Millisecond

// decodedValues is how many values are decoded at a time where nothing else says:
// half a megabyte of them.
const decodedValues = 1 << 16

// DefaultChunkRows chooses rows per chunk for a sweep up to maxWorkers from the
// time that the whole kernel takes serially: chunks of at least 100 µs, or 2 ms
// if the rows are paced, and as many of them as that allows up to 32 for each
// worker. Of chunks up to twice that size it takes the one that shares out best
// among maxWorkers, which also evens out the noise of the estimate.
func DefaultChunkRows(rows int, serial time.Duration, paced bool, maxWorkers int) int {
	grain := minGrain
	if paced {
		grain = minPacedGrain
	}
	chunks := min(rows, chunksPerWorker*maxWorkers)
	if most := int(serial / grain); most < chunks {
		chunks = max(most, 1)
	}
	least := max(1, ceil(rows, chunks))
	best := least
	for r := least; r <= min(2*least, rows); r++ {
		if Quantisation(ceil(rows, r), maxWorkers) < Quantisation(ceil(rows, best), maxWorkers) {
			best = r
		}
	}
	return best
}

// Quantisation is the part of the serial fraction that k equal chunks on n workers
// cannot avoid, because the last round is not full:
//
//	(ceil(k/n)/k − 1/n) / (1 − 1/n)
//
// It is 0 for one worker.
func Quantisation(k, n int) float64 {
	if n < 2 {
		return 0
	}
	share := 1 / float64(n)
	return (float64(ceil(k, n))/float64(k) - share) / (1 - share)
}

// ceil returns a/b rounded up, for a at least 0 and any b above.
func ceil(a, b int) int {
	if a%b > 0 {
		return a/b + 1
	}
	return a / b
}

// KernelTime estimates how long a job's kernel takes serially: the best of some
// runs in which everything is warm, or its pace if that is longer.
func KernelTime(ctx context.Context, j *Job) (time.Duration, error) {
	bare := *j
	bare.Workload.Begin, bare.Workload.Finish, bare.Workload.Pace = nil, nil, 0
	if bare.decodes() { // into a cache rather than into memory that the rows may not fit in
		bare.ChunkRows = min(bare.ChunkRows, max(1, decodedValues/max(1, bare.Data.Cols)))
	}
	dst := make([]float64, j.ResultLen())
	best := time.Duration(0)
	for range 3 {
		t, err := Serial{}.Run(ctx, dst, &bare, 1)
		if err != nil {
			return 0, err
		}
		if busy := t.Workers[0].Busy; best == 0 || busy < best {
			best = busy
		}
		if best > longEnough {
			break // one that long needs no second opinion
		}
	}
	return max(best, j.pace(0, j.Data.NumRows())), nil
}
