package harness_test

import (
	"slices"
	"testing"

	"serialfraction/harness"
)

// Workers go to each host in turn, and where a host is full to the others.
func TestSpread(t *testing.T) {
	hosts := []harness.Host{{Name: "a", Slots: 1}, {Name: "b", Slots: 4}, {Name: "c", Slots: 2}}
	for n, want := range map[int][]int{0: {0, 0, 0}, 1: {1, 0, 0}, 2: {1, 1, 0}, 4: {1, 2, 1}, 6: {1, 3, 2}, 7: {1, 4, 2}, 9: {1, 4, 2}} {
		if got := harness.Spread(hosts, n); !slices.Equal(got, want) {
			t.Errorf("%d workers are spread as %v, want %v", n, got, want)
		}
	}
	if got := harness.Spread(nil, 3); len(got) != 0 {
		t.Errorf("without hosts: %v", got)
	}
}
