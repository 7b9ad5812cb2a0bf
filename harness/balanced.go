package harness

import "math/rand/v2"

// balancedOrder returns a permutation of k runs for a block, of a design that is balanced for
// what a run leaves to the next: within the blocks of a cycle every run follows every other
// equally often, and has every place in a block equally often. A cycle has k blocks where k
// is even, 2k where it is odd (Williams 1949). Which run is which row and column of the
// design is drawn anew for each cycle, by the seed, so that a sweep which ends within one
// is in random order all the same. It depends on the seed and the block alone.
func balancedOrder(seed uint64, block, k int) []int {
	cycle := k
	if k%2 == 1 {
		cycle = 2 * k
	}
	r := rand.New(rand.NewPCG(seed, uint64(block/cycle)))
	labels, rows := r.Perm(k), r.Perm(cycle)
	row := rows[block%cycle]
	order := make([]int, k)
	for place := range order {
		at := zigzag(place, k) + row
		if row >= k { // the second half is the first backwards
			at = zigzag(k-1-place, k) + row - k
		}
		order[place] = labels[at%k]
	}
	return order
}

// zigzag is the first row of the design: 0, 1, k−1, 2, k−2, … Neighbours in it have each
// difference modulo k once where k is even, and each or its opposite where it is odd.
func zigzag(place, k int) int {
	if place%2 == 1 {
		return (place + 1) / 2
	}
	return (k - place/2) % k
}
