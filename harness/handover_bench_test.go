package harness_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"serialfraction/harness"
)

// turns is work of a fixed length that reads no memory.
//
//go:noinline
func turns(n int) (x uint64) {
	for range n {
		x = x*6364136223846793005 + 1442695040888963407
	}
	return x
}

// turnsOf returns how many turns take d, by the fastest of some tries.
func turnsOf(d time.Duration) int {
	const tried = 100_000
	fastest := time.Hour
	for range 50 {
		start := time.Now()
		runtime.KeepAlive(turns(tried))
		fastest = min(fastest, time.Since(start))
	}
	return int(tried * float64(d) / float64(fastest))
}

// copied returns how long one thread takes to copy the rows of so many columns into some slots in turn, as
// the coordinator of queue does, with nothing beside it.
func copied(values []float64, cols, slots int) time.Duration {
	if cols == 0 {
		return 0
	}
	to := ones(cols * slots)
	start := time.Now()
	for i := range len(values) / cols {
		copy(to[i%slots*cols:][:cols], values[i*cols:])
	}
	return time.Since(start)
}

// gathered returns how long one thread takes to copy all answers of a run as they are at its end: just
// written, and their places not touched for as long as it took.
func gathered(answers []float64) time.Duration {
	to := ones(len(answers))
	runtime.KeepAlive(ones(1 << 20)) // 8 MB: more than the cache of a core
	from := slices.Clone(answers)
	start := time.Now()
	copy(to, from)
	return time.Since(start)
}

// ones returns memory that is there: the system maps it at the first write.
func ones(n int) []float64 { return slices.Repeat([]float64{1}, n) }

// BenchmarkHandOver prints what a chunk costs beyond its kernel, by the length of the kernel, in the second
// run of a pool. lost-ns is the parallel phase of all workers over K less the kernel, with all that others
// take of its CPU; claim-ns is what workers have in their accounts between two chunks; end-ns is from the
// end of the last worker to that of the run; copy-ns is what the copy of a chunk's row takes by itself, and
// gather-ns that of all answers. docs/peers/dispatch/queue.sh sets two builds side by side by it.
func BenchmarkHandOver(b *testing.B) {
	for _, name := range []string{"dynamic", "queue"} {
		schedule, err := harness.ScheduleByName(name)
		if err != nil {
			b.Fatal(err)
		}
		for _, n := range []int{1, 2} {
			for _, c := range []struct {
				kernel time.Duration
				cols   int
				k      int // for each worker
			}{
				{0, 0, 25_000}, {time.Microsecond, 10, 20_000}, {10 * time.Microsecond, 10, 5_000}, {20 * time.Microsecond, 5_000, 2_000},
				{100 * time.Microsecond, 100, 500}, {time.Millisecond, 1_000, 50},
			} {
				b.Run(fmt.Sprintf("schedule=%s/workers=%d/kernel=%v/cols=%d", name, n, c.kernel, c.cols), func(b *testing.B) {
					k, work := c.k*n, turnsOf(c.kernel)
					j := &harness.Job{ChunkRows: 1, Data: &harness.Dataset{Rows: make([]string, k), Cols: c.cols, Values: ones(k * c.cols)},
						Workload: harness.Workload{Outputs: []string{"x"}, Kernel: func(dst []float64, _ harness.Chunk) { dst[0] = float64(turns(work)) }}}
					dst := make([]float64, j.ResultLen())
					pool := &harness.Pool{Schedule: schedule}
					defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(runtime.NumCPU() + 2)) // as PinProcs does, but for each: b.Run sets it
					if _, err := pool.Run(b.Context(), dst, j, n); err != nil {        // it touches the memory that they share
						b.Fatal(err)
					}
					var lost, claim, end time.Duration
					for b.Loop() {
						t, err := pool.Run(b.Context(), dst, j, n)
						if err != nil {
							b.Fatal(err)
						}
						lost += time.Duration(n)*t.Parallel - time.Duration(k)*c.kernel
						for _, w := range t.Workers {
							claim += w.Claim
						}
						end += t.Merge
					}
					b.ReportMetric(float64(lost)/float64(b.N*k), "lost-ns")
					b.ReportMetric(float64(claim)/float64(b.N*k), "claim-ns")
					b.ReportMetric(float64(end)/float64(b.N), "end-ns")
					b.ReportMetric(float64(copied(j.Data.Values, c.cols, max(2, min(256, (2<<20)/max(1, 8*c.cols)))))/float64(k), "copy-ns")
					b.ReportMetric(float64(gathered(dst)), "gather-ns")
				})
			}
		}
	}
}
