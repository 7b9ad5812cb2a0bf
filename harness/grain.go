package harness

import "time"

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

// DefaultChunkRows chooses rows per chunk for a sweep up to maxWorkers from the
// time that the whole kernel takes serially: chunks of at least 100 µs, or 2 ms
// if the rows are paced, and as many of them as that allows up to 32 for each
// worker. Of chunks up to twice that size it takes the one that shares out best
// among maxWorkers, which also evens out the noise of the estimate.
func DefaultChunkRows(rows int, serial time.Duration, paced bool, maxWorkers int) int {
	chunks := mostChunks(rows, maxWorkers)
	if most := int(serial / grainOf(paced)); most < chunks {
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

// grainOf is the least time that a chunk should take.
func grainOf(paced bool) time.Duration {
	if paced {
		return minPacedGrain
	}
	return minGrain
}

// mostChunks is how many chunks a job has at most, however long it takes.
func mostChunks(rows, maxWorkers int) int { return min(rows, chunksPerWorker*maxWorkers) }

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
