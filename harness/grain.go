package harness

import "time"

// The least time that a chunk should take. A claim costs some 100 ns, 0.1 % of 100 µs. A
// paced chunk also costs a sleep and a wake-up, some µs of CPU, and many paced workers
// share few CPUs.
const (
	minGrain      = 100 * time.Microsecond
	minPacedGrain = 2 * time.Millisecond
)

// ChunksPerWorker is the number of chunks for each worker at the largest N, so that the
// others wait for the last to finish during a small part of the run only.
const ChunksPerWorker = 32

// DefaultChunkRows chooses the rows per chunk for a sweep up to maxWorkers from the serial
// time of the whole kernel. Chunks take at least 100 µs, or 2 ms if the rows are paced, and
// there are as many as that allows, up to 32 for each worker. Among chunks up to twice that
// size it chooses the one that divides most evenly among maxWorkers, which also evens out
// the noise of the estimate.
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

// grainOf returns the least time that a chunk should take.
func grainOf(paced bool) time.Duration {
	if paced {
		return minPacedGrain
	}
	return minGrain
}

// mostChunks returns the largest number of chunks of a job, however long it takes.
func mostChunks(rows, maxWorkers int) int { return min(rows, ChunksPerWorker*maxWorkers) }

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

// ceil returns a/b rounded up, for a ≥ 0 and b > 0.
func ceil(a, b int) int {
	if a%b > 0 {
		return a/b + 1
	}
	return a / b
}
