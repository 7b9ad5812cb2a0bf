package fit

import (
	"slices"
	"testing"
)

func TestAllocate(t *testing.T) {
	for _, c := range []struct {
		ns      []int
		fitting int
		want    []int
	}{
		{[]int{1, 2}, 2, nil},
		{[]int{1, 2, 4}, 3, nil},
		{[]int{1, 2, 4, 8, 16, 32, 64}, 1, nil}, // no S, so nothing to gain
		{[]int{1, 2, 4, 8, 16, 32, 64}, 2, []int{4, 4, 0, 0, 0, 0, 0}},
		{[]int{1, 2, 4, 8, 16, 32, 64}, 4, []int{4, 1, 8, 8, 0, 0, 0}},
		{[]int{1, 2, 4, 8, 16, 32, 64}, 7, []int{4, 1, 1, 1, 1, 16, 16}},
		{[]int{1, 2, 3, 4, 5, 6}, 6, []int{4, 1, 4, 1, 1, 4}},
		{[]int{2, 4, 8, 16}, 4, []int{4, 1, 4, 4}}, // N = 8 and 16 take as long as half of N = 2
		{[]int{1}, 1, nil},
	} {
		if got := Allocate(c.ns, c.fitting, 4); !slices.Equal(got, c.want) {
			t.Errorf("%v, the first %d fit: %v, want %v", c.ns, c.fitting, got, c.want)
		}
	}
}
