package harness_test

import (
	"slices"
	"testing"

	"serialfraction/harness"
)

// By default no N is beyond the CPUs, also where a quota gives a part of one.
func TestWorkerCounts(t *testing.T) {
	for cpus, want := range map[float64][]int{
		0: {1}, 0.5: {1}, 1: {1}, 1.5: {1}, 2: {1, 2}, 2.5: {1, 2}, 3: {1, 2, 3}, 12: {1, 2, 4, 8, 12}, 64: {1, 2, 4, 8, 16, 32, 64},
	} {
		m := harness.Machine{EffectiveCPUs: cpus}
		got := harness.WorkerCounts(m.WholeCPUs())
		if !slices.Equal(got, want) {
			t.Errorf("%v CPUs: N = %v, want %v", cpus, got, want)
		}
	}
	if got := harness.WorkerCounts(-3); !slices.Equal(got, []int{1}) {
		t.Errorf("N = %v, want 1", got)
	}
}
