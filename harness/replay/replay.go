package replay

import (
	"slices"
	"time"

	"serialfraction/harness"
)

// A Handing is what it takes to hand chunks out. The zero value takes no time.
type Handing struct {
	Claim time.Duration // of the worker itself, at each claim

	// Service is the time at each claim of what serves all workers one after the other: a
	// coordinator, a shared counter, a link.
	Service time.Duration
	Ahead   bool // the coordinator serves before a worker asks, so that an idle one gains time
}

// Tiles are the mean over workers of what each did in the parallel phase: they add up to
// Parallel, but for rounding.
type Tiles struct {
	Parallel time.Duration // from the release of the workers to the end of the last
	Wake     time.Duration // until its first claim
	Claim    time.Duration // claiming
	Wait     time.Duration // for whoever serves all workers
	Busy     time.Duration // in the kernel
	Tail     time.Duration // done, while others are still busy
}

// A Cost returns what the chunks [lo, hi) take worker w.
type Cost func(w, lo, hi int) time.Duration

// CostOf returns the cost of chunks that take any worker costs[i].
func CostOf(costs []time.Duration) Cost {
	before := make([]time.Duration, len(costs)+1) // what all chunks before one take
	for i, cost := range costs {
		before[i+1] = before[i] + cost
	}
	return func(_, lo, hi int) time.Duration { return before[hi] - before[lo] }
}

// Run plays every claim of so many chunks. Worker w makes its first claim at starts[w], of which
// there is at least one. In every schedule but static a claim goes to the worker that is free first.
func Run(s harness.Schedule, chunks int, starts []time.Duration, cost Cost, h Handing) Tiles {
	n := len(starts)
	claim := s.Claims(chunks, n)
	free, wake := make([]int64, n), 0.0
	for w, at := range starts {
		free[w] = int64(at)
		wake += float64(at)
	}
	q, served := newClaimQueue(free), int64(0)
	wait, claims, busy := 0.0, 0.0, 0.0 // ns, summed over the workers, which may be more than a Duration holds
	for len(q.workers) > 0 {
		w := int(q.workers[0])
		lo, hi := claim(w)
		if lo >= hi {
			q.leave()
			continue
		}
		at := free[w]
		if h.Service > 0 {
			begin := served
			if !h.Ahead {
				begin = max(begin, at)
			}
			served = begin + int64(h.Service)
			wait += float64(max(0, served-at))
			at = max(at, served)
		}
		takes := cost(w, lo, hi)
		claims++
		busy += float64(takes)
		free[w] = at + int64(h.Claim+takes)
		q.sink(0)
	}
	last, tail := slices.Max(free), 0.0
	for _, end := range free {
		tail += float64(last - end)
	}
	mean := func(ns float64) time.Duration { return time.Duration(ns / float64(n)) }
	return Tiles{Parallel: time.Duration(last), Wake: mean(wake), Claim: mean(claims * float64(h.Claim)), Wait: mean(wait), Busy: mean(busy), Tail: mean(tail)}
}

// Tail returns how long a worker waits for the last one, in the mean over the workers, where
// worker w makes its first claim at starts[w], chunk i takes costs[i], all workers are equally
// fast, and a claim takes no time.
func Tail(s harness.Schedule, costs, starts []time.Duration) time.Duration {
	if len(starts) < 2 {
		return 0
	}
	return Run(s, len(costs), starts, CostOf(costs), Handing{}).Tail
}
