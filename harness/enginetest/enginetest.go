// Package enginetest is the suite that every engine passes.
package enginetest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"serialfraction/harness"
)

// Run tests the engines that make returns: each subtest asks for a fresh one.
func Run(t *testing.T, make func() harness.Engine) {
	t.Run("answer", func(t *testing.T) { answer(t, make()) })
	t.Run("tiles", func(t *testing.T) { tiles(t, make()) })
	t.Run("panic", func(t *testing.T) { panics(t, make()) })
	t.Run("cancel", func(t *testing.T) { cancel(t, make()) })
	t.Run("none", func(t *testing.T) { none(t, make()) })
}

// Job returns a job whose answer depends on every row and value.
func Job(rows, cols, chunkRows int) *harness.Job {
	data := &harness.Dataset{Name: "test", Cols: cols, Values: make([]float64, rows*cols)}
	for i := range data.Values {
		data.Values[i] = math.Sin(float64(i))
	}
	for i := range rows {
		data.Rows = append(data.Rows, fmt.Sprintf("row%d", i))
	}
	return &harness.Job{Data: data, ChunkRows: chunkRows, Workload: harness.Workload{
		Name: "sum", Outputs: []string{"index", "sum"}, Kernel: sum,
	}}
}

func sum(dst []float64, c harness.Chunk) {
	for i := range c.Rows {
		total := 0.0
		for _, v := range c.Values[i*c.Cols : (i+1)*c.Cols] {
			total += v
		}
		dst[2*i], dst[2*i+1] = float64(c.Row+i), total
	}
}

// workerCounts are the N that an engine is tried at.
var workerCounts = []int{1, 2, 3, 7, 16}

// try runs a job at each N that the engine can do; the serial engine refuses
// all but one by a *harness.FlagError.
func try(t *testing.T, e harness.Engine, j *harness.Job, check func(n int, dst []float64, timing harness.Timing)) {
	t.Helper()
	ran := 0
	for _, n := range workerCounts {
		dst := make([]float64, j.ResultLen())
		timing, err := e.Run(context.Background(), dst, j, n)
		if flag := (*harness.FlagError)(nil); n > 1 && errors.As(err, &flag) {
			continue
		}
		if err != nil {
			t.Fatalf("N = %d: %v", n, err)
		}
		ran++
		check(n, dst, timing)
	}
	if ran == 0 {
		t.Fatal("no N was run")
	}
}

// answer: whatever N, the sizes and how the rows are held, the result is the serial
// one of plain rows bit for bit, with the serial steps done once and around it.
func answer(t *testing.T, e harness.Engine) {
	for _, size := range [][3]int{{1000, 3, 7}, {5, 2, 1}, {5, 2, 100}, {1, 1, 1}, {64, 0, 4}} {
		want, err := harness.Answer(t.Context(), Job(size[0], size[1], size[2]))
		if err != nil {
			t.Fatal(err)
		}
		for _, held := range holdings {
			t.Run(fmt.Sprintf("%dx%d %s by %d", size[0], size[1], held.name, size[2]), func(t *testing.T) {
				j := Job(size[0], size[1], size[2])
				held.hold(j)
				try(t, e, j, func(n int, dst []float64, _ harness.Timing) {
					for i := range want {
						if math.Float64bits(dst[i]) != math.Float64bits(want[i]) {
							t.Fatalf("N = %d: place %d is %v, want %v", n, i, dst[i], want[i])
						}
					}
				})
			})
		}
	}
}

// tiles: phases tile the wall time and each worker's parts tile the parallel
// phase, to the nanosecond, and every chunk is counted.
func tiles(t *testing.T, e harness.Engine) {
	j := Job(500, 4, 3)
	try(t, e, j, func(n int, _ []float64, timing harness.Timing) { CheckTiles(t, j, n, timing) })
}

// CheckTiles fails the test where a run's times do not tile exactly.
func CheckTiles(t *testing.T, j *harness.Job, n int, timing harness.Timing) {
	t.Helper()
	if got := timing.Split + timing.Parallel + timing.Merge; got != timing.Wall {
		t.Errorf("N = %d: phases sum to %v, wall is %v", n, got, timing.Wall)
	}
	if timing.Split < 0 || timing.Parallel < 0 || timing.Merge < 0 {
		t.Errorf("N = %d: negative phase in %+v", n, timing)
	}
	if len(timing.Workers) != n {
		t.Fatalf("N = %d: %d workers reported", n, len(timing.Workers))
	}
	for w, k := range timing.Workers {
		if got := k.Wake + k.Busy + k.Claim + k.Tail; got != timing.Parallel {
			t.Errorf("N = %d, worker %d: parts sum to %v, parallel is %v", n, w, got, timing.Parallel)
		}
		if k.Wake < 0 || k.Busy < 0 || k.Claim < 0 || k.Tail < 0 {
			t.Errorf("N = %d, worker %d: negative part in %+v", n, w, k)
		}
	}
	chunks := 0
	for _, k := range timing.Workers {
		chunks += k.Chunks
	}
	if chunks%j.NumChunks() != 0 || chunks == 0 {
		t.Errorf("N = %d: %d chunks done, the job has %d", n, chunks, j.NumChunks())
	}
}

// panics: a kernel that panics is an error that names its rows, and the engine
// can be used again.
func panics(t *testing.T, e harness.Engine) {
	j := Job(100, 2, 10)
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		if c.Row == 40 {
			panic("no such gene")
		}
		sum(dst, c)
	}
	for _, n := range workerCounts {
		_, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, n)
		if flag := (*harness.FlagError)(nil); n > 1 && errors.As(err, &flag) {
			continue
		}
		var kernel *harness.KernelError
		if !errors.As(err, &kernel) {
			t.Fatalf("N = %d: error is %v, want a *KernelError", n, err)
		}
		if kernel.First != 40 || kernel.Last != 49 || kernel.FirstID != "row40" || kernel.Cause != "no such gene" {
			t.Errorf("N = %d: %+v", n, kernel)
		}
	}
	tiles(t, e)
}

// cancel: a cancelled context ends a run with an error and lets every worker go.
func cancel(t *testing.T, e harness.Engine) {
	for _, n := range workerCounts {
		ctx, stop := context.WithCancel(t.Context())
		j := Job(1000, 2, 1)
		j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
			stop()
			<-ctx.Done()
			sum(dst, c)
		}
		_, err := e.Run(ctx, make([]float64, j.ResultLen()), j, n)
		if flag := (*harness.FlagError)(nil); n > 1 && errors.As(err, &flag) {
			continue
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("N = %d: error is %v, want context.Canceled", n, err)
		}
	}
}

// none: a run without workers is refused.
func none(t *testing.T, e harness.Engine) {
	j := Job(10, 1, 1)
	for _, n := range []int{0, -1} {
		var flag *harness.FlagError
		if _, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, n); !errors.As(err, &flag) {
			t.Fatalf("N = %d: error is %v, want a *FlagError", n, err)
		}
	}
}
