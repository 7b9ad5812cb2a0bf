package replay

// A claimQueue holds the workers that claim chunks; the first of the heap is the one that is free
// first, and of several that of the least number.
type claimQueue struct {
	free    []int64 // ns: when a worker claims next, or ended
	workers []int32
}

func newClaimQueue(free []int64) *claimQueue {
	q := &claimQueue{free: free, workers: make([]int32, len(free))}
	for w := range q.workers {
		q.workers[w] = int32(w)
	}
	for i := len(q.workers)/2 - 1; i >= 0; i-- {
		q.sink(i)
	}
	return q
}

// before reports whether worker a claims before worker b.
func (q *claimQueue) before(a, b int32) bool {
	return q.free[a] < q.free[b] || q.free[a] == q.free[b] && a < b
}

// sink restores the heap below place i, whose worker has become free later.
func (q *claimQueue) sink(i int) {
	at := q.workers[i]
	for {
		child := 2*i + 1
		if child >= len(q.workers) {
			break
		}
		if right := child + 1; right < len(q.workers) && q.before(q.workers[right], q.workers[child]) {
			child = right
		}
		if !q.before(q.workers[child], at) {
			break
		}
		q.workers[i] = q.workers[child]
		i = child
	}
	q.workers[i] = at
}

// leave takes the first worker out of the heap.
func (q *claimQueue) leave() {
	last := len(q.workers) - 1
	q.workers[0] = q.workers[last]
	if q.workers = q.workers[:last]; last > 0 {
		q.sink(0)
	}
}
