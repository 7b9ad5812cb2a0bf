package harness

import (
	"testing"
)

// emptyJob has k chunks of one row that cost nothing.
func emptyJob(k int) *Job {
	return &Job{Data: &Dataset{Rows: make([]string, k)}, ChunkRows: 1,
		Workload: Workload{Outputs: []string{"x"}, Kernel: func([]float64, Chunk) {}}}
}

// BenchmarkDispatch prints what a chunk costs a worker besides its kernel, timing included.
// worker-ns/chunk is the parallel phase of all workers over K. timeline-ns/chunk is the
// part of it that keeping the times of chunks takes. Both are from the fastest run; runs
// with and without kept times alternate.
func BenchmarkDispatch(b *testing.B) {
	for _, s := range Schedules {
		b.Run("schedule="+s.Name+"/workers=2", func(b *testing.B) {
			const k = 200_000
			with, without := emptyJob(k), emptyJob(k)
			without.NoTimeline = true
			dst := make([]float64, with.ResultLen())
			pool := &Pool{Schedule: s}
			fastest := func(best float64, j *Job) float64 {
				t, err := pool.Run(b.Context(), dst, j, 2)
				if err != nil {
					b.Fatal(err)
				}
				var work float64
				for _, w := range t.Workers {
					work += float64(w.Busy + w.Claim)
				}
				if best == 0 {
					return work
				}
				return min(best, work)
			}
			var kept, bare float64
			for b.Loop() {
				kept, bare = fastest(kept, with), fastest(bare, without)
			}
			b.ReportMetric(kept/k, "worker-ns/chunk")
			b.ReportMetric((kept-bare)/k, "timeline-ns/chunk")
		})
	}
}

// A claim and its accounting allocate nothing: ten times the chunks make no more
// allocations.
func TestNoAllocationPerChunk(t *testing.T) {
	for _, s := range Schedules {
		t.Run(s.Name, func(t *testing.T) {
			allocs := func(k int) float64 {
				j := emptyJob(k)
				dst := make([]float64, j.ResultLen())
				pool := &Pool{Schedule: s}
				return testing.AllocsPerRun(5, func() {
					if _, err := pool.Run(t.Context(), dst, j, 2); err != nil {
						t.Fatal(err)
					}
				})
			}
			few, many := allocs(1000), allocs(10_000)
			if many > few+50 {
				t.Errorf("%v allocations for 1000 chunks, %v for 10000", few, many)
			}
		})
	}
}
