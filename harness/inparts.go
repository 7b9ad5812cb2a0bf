package harness

import (
	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
)

// leastPart is the number of places of an answer below which a part of it is not worth a goroutine: it
// takes less time than waking one.
const leastPart = 1 << 14

// inParts calls f at once for parts of [0, n), in their order and about as long as each other, and
// returns when all have ended. There are at most so many, and one where n is small. A panic of f is
// one of inParts.
func inParts(n, parts int, f func(part, lo, hi int)) {
	parts = max(1, min(parts, n/leastPart))
	var group errgroup.Group
	for p := range parts {
		group.Go(crash.Guard(func() error {
			f(p, n/parts*p+min(p, n%parts), n/parts*(p+1)+min(p+1, n%parts))
			return nil
		}))
	}
	if err := group.Wait(); err != nil {
		panic(err)
	}
}
