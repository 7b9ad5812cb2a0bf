package probe

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"serialfraction/harness"
)

// Threads runs work(0) … work(n−1) at once, each on a thread of its own, and returns the times
// of each, as [harness.Pool] does.
type Threads func(ctx context.Context, n int, work func(i int)) ([]harness.WorkerTiming, error)

// PoolThreads returns the threads of a pool, so that a probe runs under the same conditions as
// the workers of a sweep. GOMAXPROCS should be n or more.
func PoolThreads() Threads {
	static, err := harness.ScheduleByName("static")
	pool := &harness.Pool{Schedule: static}
	return func(ctx context.Context, n int, work func(i int)) ([]harness.WorkerTiming, error) {
		if err != nil {
			return nil, fmt.Errorf("probe: %w", err)
		}
		job := &harness.Job{
			Data:      &harness.Dataset{Name: "probe", Cols: 1, Values: make([]float64, n)},
			ChunkRows: 1,
			Workload: harness.Workload{Name: "probe", Outputs: []string{"done"}, Kernel: func(dst []float64, c harness.Chunk) {
				work(c.Row)
				dst[0] = 1
			}},
		}
		t, err := pool.Run(ctx, make([]float64, n), job, n)
		return t.Workers, err
	}
}

// A Point is the repeated times of the same work on n threads.
type Point struct {
	Threads int
	Slowest []time.Duration // the longest time of a thread, by block
}

// Scale runs work(n, 0) … work(n, n−1) on n threads for every n in grid. It does so in blocks
// that hold each n once in a random order, so that drift falls on all n alike.
func Scale(ctx context.Context, threads Threads, grid []int, blocks int, work func(n, i int)) ([]Point, error) {
	points := make([]Point, len(grid))
	for k, n := range grid {
		points[k].Threads = n
	}
	order := rand.New(rand.NewPCG(1, 2)) // any seed will do
	for range blocks {
		for _, k := range order.Perm(len(grid)) {
			n := grid[k]
			workers, err := threads(ctx, n, func(i int) { work(n, i) })
			if err != nil {
				return nil, err
			}
			points[k].Slowest = append(points[k].Slowest, slowest(workers))
		}
	}
	return points, nil
}

func slowest(workers []harness.WorkerTiming) (d time.Duration) {
	for _, w := range workers {
		d = max(d, w.Busy)
	}
	return max(d, 1)
}

// Ratio returns how many times the work of base this point did in the same time, block by
// block. Each thread of both does the same work, so without loss the ratio is the ratio of
// their numbers of threads.
func (p Point) Ratio(base Point) Middle {
	ratios := make([]float64, 0, len(p.Slowest))
	for b, d := range p.Slowest {
		ratios = append(ratios, float64(p.Threads)/float64(base.Threads)*float64(base.Slowest[b])/float64(d))
	}
	return MiddleOf(ratios)
}

// Rate returns the amount of work per second, where one run does the given amount.
func (p Point) Rate(work float64) Middle {
	rates := make([]float64, len(p.Slowest))
	for b, d := range p.Slowest {
		rates[b] = work / d.Seconds()
	}
	return MiddleOf(rates)
}
