// Package dispatch sets the pool's cost per chunk beside that of other ways to
// hand small tasks to two workers. It is a module of its own, so that the peers
// are no dependencies of the program.
package dispatch

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alitto/pond/v2"
	"github.com/panjf2000/ants/v2"
	"github.com/sourcegraph/conc/pool"
	"golang.org/x/sync/errgroup"

	"serialfraction/harness"
)

const (
	chunks  = 100_000
	workers = 2
)

// a way hands chunks empty chunks to the workers.
type way struct {
	name string
	run  func(b *testing.B)
}

var ways = []way{
	{"bare atomic counter", bareAtomic},
	{"atomic counter, two clock readings", timedAtomic},
	{"harness pool, dynamic, timed", func(b *testing.B) { ours(b, "dynamic") }},
	{"harness pool, static, timed", func(b *testing.B) { ours(b, "static") }},
	{"harness pool, queue, timed", func(b *testing.B) { ours(b, "queue") }},
	{"unbuffered channel", channel},
	{"sourcegraph/conc pool", concPool},
	{"errgroup, a goroutine per chunk", errGroup},
	{"alitto/pond", pondPool},
	{"panjf2000/ants", antsPool},
}

// BenchmarkDispatch reports worker-ns/chunk: the time of the fastest of all
// rounds, times the workers, over the chunks.
func BenchmarkDispatch(b *testing.B) {
	for _, w := range ways {
		b.Run(w.name, func(b *testing.B) {
			best := time.Duration(0)
			for b.Loop() {
				start := time.Now()
				w.run(b)
				if d := time.Since(start); best == 0 || d < best {
					best = d
				}
			}
			b.ReportMetric(float64(best.Nanoseconds())*workers/chunks, "worker-ns/chunk")
		})
	}
}

var sink atomic.Int64

//go:noinline
func task(int) {}

func bareAtomic(*testing.B) {
	var next atomic.Int64
	each(func() {
		for i := next.Add(1) - 1; i < chunks; i = next.Add(1) - 1 {
			task(int(i))
		}
	})
}

func timedAtomic(*testing.B) {
	var next atomic.Int64
	start := time.Now()
	each(func() {
		var busy, claim time.Duration
		from := time.Since(start)
		for i := next.Add(1) - 1; i < chunks; i = next.Add(1) - 1 {
			to := time.Since(start)
			claim += to - from
			task(int(i))
			from = time.Since(start)
			busy += from - to
		}
		sink.Add(int64(busy + claim))
	})
}

// each runs f on every worker, on a thread of its own.
func each(f func()) {
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			f()
		})
	}
	wg.Wait()
}

func ours(b *testing.B, schedule string) {
	s, err := harness.ScheduleByName(schedule)
	if err != nil {
		b.Fatal(err)
	}
	p := &harness.Pool{Schedule: s}
	j := &harness.Job{Data: &harness.Dataset{Rows: make([]string, chunks)}, ChunkRows: 1,
		Workload: harness.Workload{Kernel: func(_ []float64, c harness.Chunk) { task(c.Index) }}}
	if _, err := p.Run(b.Context(), nil, j, workers); err != nil {
		b.Fatal(err)
	}
}

func channel(*testing.B) {
	tasks := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range tasks {
				task(i)
			}
		})
	}
	for i := range chunks {
		tasks <- i
	}
	close(tasks)
	wg.Wait()
}

func concPool(*testing.B) {
	p := pool.New().WithMaxGoroutines(workers)
	for i := range chunks {
		p.Go(func() { task(i) })
	}
	p.Wait()
}

func errGroup(b *testing.B) {
	var g errgroup.Group
	g.SetLimit(workers)
	for i := range chunks {
		g.Go(func() error { task(i); return nil })
	}
	if err := g.Wait(); err != nil {
		b.Fatal(err)
	}
}

func pondPool(*testing.B) {
	p := pond.NewPool(workers)
	for i := range chunks {
		p.Submit(func() { task(i) })
	}
	p.StopAndWait()
}

func antsPool(b *testing.B) {
	p, err := ants.NewPool(workers)
	if err != nil {
		b.Fatal(err)
	}
	defer p.Release()
	var wg sync.WaitGroup
	wg.Add(chunks)
	for i := range chunks {
		if err := p.Submit(func() { task(i); wg.Done() }); err != nil {
			b.Fatal(err)
		}
	}
	wg.Wait()
}
