package harness

import (
	"container/heap"
	"slices"
	"time"
)

// Tail returns how long a worker waits for the last one, in the mean over the workers, where
// worker w makes its first claim at starts[w], chunk i takes costs[i], all workers are equally
// fast, and a claim takes no time. In every schedule but static a claim goes to the worker
// that is free first.
func (s Schedule) Tail(costs, starts []time.Duration) time.Duration {
	n := len(starts)
	if n < 2 {
		return 0
	}
	claims := s.claims
	if claims == nil {
		claims = dynamic // a coordinator hands the next chunk to a worker that is free
	}
	claim := claims(len(costs), n)
	before := make([]time.Duration, len(costs)+1) // what all chunks before one take
	for i, cost := range costs {
		before[i+1] = before[i] + cost
	}
	q := claimQueue{free: slices.Clone(starts), workers: make([]int, n)}
	for w := range q.workers {
		q.workers[w] = w
	}
	heap.Init(&q)
	for len(q.workers) > 0 {
		w := q.workers[0]
		lo, hi := claim(w)
		if lo >= hi {
			heap.Pop(&q)
			continue
		}
		q.free[w] += before[hi] - before[lo]
		heap.Fix(&q, 0)
	}
	last, sum := slices.Max(q.free), time.Duration(0)
	for _, end := range q.free {
		sum += last - end
	}
	return sum / time.Duration(n)
}

// A claimQueue holds the workers that claim chunks; the first of the heap is the one that is free
// first, and of several that of the least number.
type claimQueue struct {
	free    []time.Duration // when a worker claims next, or ended
	workers []int
}

func (q *claimQueue) Len() int { return len(q.workers) }

func (q *claimQueue) Less(i, j int) bool {
	a, b := q.workers[i], q.workers[j]
	return q.free[a] < q.free[b] || q.free[a] == q.free[b] && a < b
}

func (q *claimQueue) Swap(i, j int) { q.workers[i], q.workers[j] = q.workers[j], q.workers[i] }

// Push is never called.
func (q *claimQueue) Push(w any) { q.workers = append(q.workers, w.(int)) }

func (q *claimQueue) Pop() any {
	last := len(q.workers) - 1
	w := q.workers[last]
	q.workers = q.workers[:last]
	return w
}
