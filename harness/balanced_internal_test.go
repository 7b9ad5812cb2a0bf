package harness

import (
	"slices"
	"testing"
)

// TestBalancedOrder counts, over the blocks of a cycle, how often each run follows each
// other and has each place.
func TestBalancedOrder(t *testing.T) {
	for k := 2; k <= 13; k++ {
		cycle, times := k, 1
		if k%2 == 1 {
			cycle, times = 2*k, 2
		}
		for _, first := range []int{0, cycle, 7 * cycle} {
			after, place := map[[2]int]int{}, map[[2]int]int{}
			for block := first; block < first+cycle; block++ {
				order := balancedOrder(5, block, k)
				if sorted := slices.Sorted(slices.Values(order)); sorted[0] != 0 || sorted[k-1] != k-1 || len(slices.Compact(sorted)) != k {
					t.Fatalf("k = %d, block %d: %v is no permutation", k, block, order)
				}
				for i, run := range order {
					place[[2]int{run, i}]++
					if i > 0 {
						after[[2]int{order[i-1], run}]++
					}
				}
			}
			for i := range k {
				for j := range k {
					if place[[2]int{i, j}] != times {
						t.Errorf("k = %d: run %d has place %d %d times, want %d", k, i, j, place[[2]int{i, j}], times)
					}
					if i != j && after[[2]int{i, j}] != times {
						t.Errorf("k = %d: run %d follows run %d %d times, want %d", k, j, i, after[[2]int{i, j}], times)
					}
				}
			}
		}
	}
	if slices.Equal(balancedOrder(1, 0, 6), balancedOrder(2, 0, 6)) && slices.Equal(balancedOrder(1, 1, 6), balancedOrder(2, 1, 6)) {
		t.Error("the seed changes nothing")
	}
	if got := balancedOrder(1, 3, 1); len(got) != 1 {
		t.Errorf("one run: %v", got)
	}
}
