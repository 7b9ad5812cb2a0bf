package analysis

import (
	"slices"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// A sweep is designed for the N that fit for sure. Where that is only seen in its runs, no N has
// fewer of them than each other.
func TestAllocation(t *testing.T) {
	for _, c := range []struct {
		name string
		of   func(*results.Header)
		want []int
	}{
		{"2 CPUs", func(h *results.Header) { h.Machine.EffectiveCPUs = 2 }, []int{4, 4, 0, 0, 0}},
		{"16 CPUs", func(h *results.Header) { h.Machine.EffectiveCPUs = 16 }, []int{4, 1, 1, 12, 12}},
		{"8 CPUs, of which a coordinator needs one", func(h *results.Header) { h.Machine.EffectiveCPUs, h.Schedule = 8, "queue" }, []int{4, 4, 4, 0, 0}},
		{"paced, 16 CPUs", func(h *results.Header) { h.Machine.EffectiveCPUs, h.Pace = 16, time.Millisecond }, []int{4, 1, 1, 12, 12}},
		{"paced, 2 CPUs", func(h *results.Header) { h.Machine.EffectiveCPUs, h.Pace = 2, time.Millisecond }, []int{4, 4, 4, 12, 12}},
		{"a program, 16 CPUs", func(h *results.Header) { h.Machine.EffectiveCPUs, h.Engine = 16, harness.CommandKind.Name }, []int{4, 1, 1, 12, 12}},
		{"a program, 2 CPUs", func(h *results.Header) { h.Machine.EffectiveCPUs, h.Engine = 2, harness.CommandKind.Name }, nil},
		{"processes, 16 CPUs", func(h *results.Header) { h.Machine.EffectiveCPUs, h.Workload = 16, "pipe" }, nil},
		{"simulated, 2 CPUs", func(h *results.Header) { h.Machine.EffectiveCPUs, h.Engine = 2, harness.SimKind.Name }, []int{4, 1, 1, 12, 12}},
	} {
		h := &results.Header{Workload: "ttest", Engine: "pool", Schedule: "dynamic", Workers: []int{1, 2, 4, 8, 16}}
		if c.of(h); !slices.Equal(Allocation(h), c.want) {
			t.Errorf("%s: %v, want %v", c.name, Allocation(h), c.want)
		}
	}
}
