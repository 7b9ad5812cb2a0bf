package remote

import (
	"time"

	"serialfraction/harness"
	"serialfraction/harness/remote/wire"
)

// A tally is what a worker did in a step, by the clock of the coordinator. The worker has a chunk
// from when the chunk was published, or where it was busy then from its result before, to when its
// result came. Of that time it measured how long it decoded, computed and encoded; the rest is the
// transfer of the task and of the result, and the wait of the task in the queue.
type tally struct {
	chunks                              int
	claim, serialize, transfer, compute time.Duration
	last                                time.Duration // its last result, at first the beginning
	spans                               []harness.Span
}

// add adds a result that came at got, of a task that was published at out. Lengths that do not fit
// between, by a clock that goes wrong, are cut.
func (y *tally) add(r wire.Result, out, got time.Duration) {
	has := max(out, y.last)
	whole := max(0, got-has)
	compute := min(r.Compute, whole)
	serialize := min(r.Decode+r.Encode, whole-compute)
	transfer := whole - compute - serialize
	y.claim += has - y.last
	y.compute += compute
	y.serialize += serialize
	y.transfer += transfer
	// When the worker computed is not known: half of the transfer is taken to be before.
	end := got - min(r.Encode, serialize) - transfer/2
	y.spans = append(y.spans, harness.Span{First: r.Chunk, Chunks: 1, Start: end - compute, End: end})
	y.chunks++
	y.last = got
}

// timing returns the tiles of the worker in a parallel phase from split to end, whose tasks went out
// from going on.
func (y *tally) timing(split, going, end time.Duration) harness.WorkerTiming {
	return harness.WorkerTiming{Chunks: y.chunks, Wake: going - split, Busy: y.compute, Claim: y.claim,
		Serialize: y.serialize, Transfer: y.transfer, Tail: end - y.last}
}

// spans returns the timeline of the step.
func (s *step) spans() harness.Timeline {
	workers := make([][]harness.Span, len(s.tallies))
	for w := range s.tallies {
		workers[w] = s.tallies[w].spans
		for i := range workers[w] {
			workers[w][i].Start -= s.released
			workers[w][i].End -= s.released
		}
	}
	return harness.NewTimeline(workers)
}
