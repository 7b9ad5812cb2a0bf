package harness

import (
	"errors"
	"math"
	"slices"
	"sync/atomic"
	"testing"

	"serialfraction/harness/crash"
)

// Parts are all of what is parted, one after the other, each at least as long as is worth a goroutine
// and none longer than another by more than one. No more than the workers are at work at once.
func TestInParts(t *testing.T) {
	for _, n := range []int{0, 1, leastPart - 1, leastPart, 2*leastPart - 1, 2 * leastPart, 3*leastPart + 2, 10*leastPart + 7, 99 * leastPart} {
		for _, workers := range []int{0, 1, 2, 3, 7} {
			all := inParts(n, workers)
			if all.workers > max(1, workers) || all.count < all.workers {
				t.Errorf("%d for %d workers: %+v", n, workers, all)
			}
			ends := make([][2]int, all.count)
			var at, most atomic.Int64
			all.each(func(p, lo, hi int) {
				most.Store(max(most.Load(), at.Add(1)))
				ends[p] = [2]int{lo, hi}
				at.Add(-1)
			})
			from, shortest, longest := 0, math.MaxInt, 0
			for _, e := range ends {
				if e[0] != from {
					t.Errorf("%d for %d workers: %v", n, workers, ends)
				}
				from, shortest, longest = e[1], min(shortest, e[1]-e[0]), max(longest, e[1]-e[0])
			}
			if from != n || len(ends) > 1 && (shortest < leastPart || longest-shortest > 1) || most.Load() > int64(all.workers) {
				t.Errorf("%d for %d workers: %v, %d at once", n, workers, ends, most.Load())
			}
		}
	}
	err := crash.Catch(func() error {
		inParts(3*leastPart, 3).each(func(p, _, _ int) {
			if p == 1 {
				panic("no more")
			}
		})
		return nil
	})
	if e := (*crash.Error)(nil); !errors.As(err, &e) || e.Cause != "no more" {
		t.Errorf("a panic of a part: %v", err)
	}
}

// Of several places that were not written the error names the first, whichever goroutine comes to its
// part first, and rows without an answer are listed in their order.
func TestFirstOfParts(t *testing.T) {
	const rows = 8 * leastPart
	j := &Job{Data: &Dataset{Cols: 1, Values: make([]float64, rows)}, Workload: Workload{Name: "w", Outputs: []string{"t", "p"}}}
	answer := make([]float64, 2*rows)
	poisonNew(answer, 4)
	if at := slices.IndexFunc(answer, func(v float64) bool { return math.Float64bits(v) != untouched }); at >= 0 {
		t.Fatalf("place %d is not poisoned", at)
	}
	clear(answer)
	if err := j.unwritten(answer, 4); err != nil {
		t.Fatal(err)
	}
	want := []int{3, rows / 2, rows/2 + 1, rows - 1}
	for _, row := range want {
		answer[2*row+1] = math.Float64frombits(untouched)
	}
	for range 10 {
		err := (*KernelError)(nil)
		if !errors.As(j.unwritten(answer, 4), &err) || err.First != 3 || err.Cause != "column p was not written" {
			t.Errorf("%v", err)
		}
		if got := j.withNaN(answer, []string{"p"}, 4); !slices.Equal(got, want) {
			t.Errorf("rows %v, want %v", got, want)
		}
	}
}
