package harness_test

import (
	"slices"
	"testing"

	"serialfraction/harness"
)

func TestWorkerCounts(t *testing.T) {
	for most, want := range map[int][]int{
		-3: {1}, 0: {1}, 1: {1}, 2: {1, 2}, 3: {1, 2, 3}, 12: {1, 2, 4, 8, 12}, 64: {1, 2, 4, 8, 16, 32, 64},
	} {
		if got := harness.WorkerCounts(most); !slices.Equal(got, want) {
			t.Errorf("up to %d: N = %v, want %v", most, got, want)
		}
	}
}
