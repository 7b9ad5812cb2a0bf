package harness

import (
	"slices"
	"time"
)

// Tail returns how long a worker waits for the last one, in the mean over n workers, where
// chunk i takes costs[i], all workers begin together and are equally fast, and a claim takes
// no time. In every schedule but static a claim goes to the worker that is free first.
func (s Schedule) Tail(costs []time.Duration, n int) time.Duration {
	claims := s.claims
	if claims == nil {
		claims = dynamic // a coordinator hands the next chunk to a worker that is free
	}
	claim := claims(len(costs), n)
	before := make([]time.Duration, len(costs)+1) // what all chunks before one take
	for i, cost := range costs {
		before[i+1] = before[i] + cost
	}
	free := make([]time.Duration, n) // when a worker claims next
	claiming := make([]int, n)
	for w := range claiming {
		claiming[w] = w
	}
	for len(claiming) > 0 {
		at := 0
		for i, w := range claiming {
			if free[w] < free[claiming[at]] {
				at = i
			}
		}
		w := claiming[at]
		lo, hi := claim(w)
		if lo >= hi {
			claiming = slices.Delete(claiming, at, at+1)
			continue
		}
		free[w] += before[hi] - before[lo]
	}
	last, sum := slices.Max(free), time.Duration(0)
	for _, end := range free {
		sum += last - end
	}
	return sum / time.Duration(n)
}
