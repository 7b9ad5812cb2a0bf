package harness

import (
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
)

// leastPart is the number of places of an answer below which a part of it is not worth a goroutine: it
// takes less time than waking one.
const leastPart = 1 << 14

// partsEach is the number of parts for each of several workers. Who has begun late, or lost the CPU meanwhile, takes
// fewer of them, so that nobody waits for more than one part.
const partsEach = 8

// parts are the parts of [0, n), in their order, each about as long as the others, on so many workers.
type parts struct{ n, count, workers int }

// inParts parts [0, n) for at most so many workers. Where n is small there are fewer, and at least one.
func inParts(n, workers int) parts {
	workers = max(1, min(workers, n/leastPart))
	if workers == 1 {
		return parts{n, 1, 1}
	}
	return parts{n, min(partsEach*workers, n/leastPart), workers}
}

// bounds returns the first place of a part and the one behind its last.
func (p parts) bounds(part int) (lo, hi int) {
	at := func(part int) int { return p.n/p.count*part + min(part, p.n%p.count) }
	return at(part), at(part + 1)
}

// each calls f for each part, on as many goroutines at once as there are workers, and returns when all have ended. A
// panic of f is one of each.
func (p parts) each(f func(part, lo, hi int)) {
	var claimed atomic.Int64
	var group errgroup.Group
	for range p.workers {
		group.Go(crash.Guard(func() error {
			for {
				part := int(claimed.Add(1)) - 1
				if part >= p.count {
					return nil
				}
				lo, hi := p.bounds(part)
				f(part, lo, hi)
			}
		}))
	}
	if err := group.Wait(); err != nil {
		panic(err)
	}
}
