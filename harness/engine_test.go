package harness_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/meter"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestEngines(t *testing.T) { harness.EachParking(t, 16, testEngines) }

func testEngines(t *testing.T) {
	engines := map[string]func() harness.Engine{
		"serial":  func() harness.Engine { return harness.NewSerial() },
		"control": func() harness.Engine { return &harness.Control{} },
		"sim":     func() harness.Engine { return &harness.Sim{Law: harness.Law{T1: time.Second}} },
	}
	for _, s := range harness.Schedules {
		engines["pool "+s.Name] = func() harness.Engine { return &harness.Pool{Schedule: s} }
	}
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) { enginetest.Run(t, engine) })
	}
}

// Whatever the sizes, schedule and N: the tiles are exact and the answer is the
// serial one.
func TestPoolProperties(t *testing.T) { harness.EachParking(t, 20, testPoolProperties) }

func testPoolProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		j := enginetest.Job(rapid.IntRange(1, 300).Draw(rt, "rows"), rapid.IntRange(0, 4).Draw(rt, "cols"),
			rapid.OneOf(rapid.IntRange(1, 40), rapid.Just(math.MaxInt)).Draw(rt, "chunkRows"))
		s := rapid.SampledFrom(harness.Schedules).Draw(rt, "schedule")
		n := rapid.IntRange(1, 20).Draw(rt, "n")
		steps := 0
		j.Workload.Begin = func() { steps++ }
		j.Workload.Finish = func(out *harness.Table) { steps++; out.Values[0] = -1 }
		want, err := harness.Answer(t.Context(), j)
		if err != nil {
			rt.Fatal(err)
		}
		steps = 0
		dst := make([]float64, j.ResultLen())
		pool := &harness.Pool{Schedule: s}
		timing, err := pool.Run(t.Context(), dst, j, n)
		if err != nil {
			rt.Fatal(err)
		}
		enginetest.CheckTiles(t, j, n, timing)
		enginetest.CheckTimeline(t, j, n, timing, pool.Timeline())
		if steps != 2 {
			rt.Fatalf("%d serial steps, want 2", steps)
		}
		for i := range want {
			if dst[i] != want[i] {
				rt.Fatalf("place %d is %v, want %v", i, dst[i], want[i])
			}
		}
	})
}

// In a bubble of simulated time (testing/synctest: the sleeps below advance a fake
// clock and take no time) the timelines are known exactly: 10 chunks of 1 ms on N
// workers take ceil(10/N) ms in the static schedule, and the tails
// are what is left of it.
func TestPoolTimeline(t *testing.T) {
	for _, tc := range []struct {
		schedule string
		n        int
		parallel time.Duration
		tail     time.Duration // summed over workers
	}{
		{"static", 1, 10 * time.Millisecond, 0},
		{"static", 3, 4 * time.Millisecond, 2 * time.Millisecond},
		{"static", 4, 3 * time.Millisecond, 2 * time.Millisecond},
		{"dynamic", 4, 3 * time.Millisecond, 2 * time.Millisecond},
		{"guided", 4, 3 * time.Millisecond, 2 * time.Millisecond},
		{"queue", 5, 2 * time.Millisecond, 0},
		{"dynamic", 16, time.Millisecond, 6 * time.Millisecond},
	} {
		t.Run(tc.schedule, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				j := enginetest.Job(10, 1, 1)
				sum := j.Workload.Kernel
				j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
					time.Sleep(time.Millisecond)
					sum(dst, c)
				}
				j.Workload.Begin = func() { time.Sleep(5 * time.Millisecond) }
				j.Workload.Finish = func(*harness.Table) { time.Sleep(7 * time.Millisecond) }
				s, err := harness.ScheduleByName(tc.schedule)
				if err != nil {
					t.Fatal(err)
				}
				pool := &harness.Pool{Schedule: s}
				timing, err := pool.Run(t.Context(), make([]float64, 20), j, tc.n)
				if err != nil {
					t.Fatal(err)
				}
				enginetest.CheckTimeline(t, j, tc.n, timing, pool.Timeline())
				rounds := map[time.Duration]int{} // chunks by when they began
				for w, s := range pool.Timeline().All() {
					if s.Chunks != 1 || s.End-s.Start != time.Millisecond || s.Start%time.Millisecond != 0 {
						t.Errorf("worker %d: %+v, want one chunk of 1ms on the millisecond", w, s)
					}
					rounds[s.Start]++
				}
				for at, k := range rounds {
					if k > tc.n || at >= tc.parallel {
						t.Errorf("%d chunks begin at %v, with %d workers in %v", k, at, tc.n, tc.parallel)
					}
				}
				if timing.Split != 5*time.Millisecond || timing.Parallel != tc.parallel || timing.Merge != 7*time.Millisecond {
					t.Errorf("split %v, parallel %v, merge %v; want 5ms, %v, 7ms", timing.Split, timing.Parallel, timing.Merge, tc.parallel)
				}
				var busy, idle time.Duration
				for _, w := range timing.Workers {
					busy += w.Busy
					idle += w.Tail + w.Claim // a queue's worker waits in its claim
				}
				if busy != 10*time.Millisecond || idle != tc.tail {
					t.Errorf("busy %v, idle %v; want 10ms, %v", busy, idle, tc.tail)
				}
			})
		})
	}
}

// The time of NewWorker is a worker's wake, that of BeforeFirstChunk its first claim. Pacing
// catches up neither.
func TestBeforeTheFirstChunk(t *testing.T) {
	engines := map[string]harness.Engine{"serial": harness.Serial{}}
	for _, s := range harness.Schedules {
		engines[s.Name] = &harness.Pool{Schedule: s}
	}
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				j := enginetest.Job(10, 1, 1)
				sum := j.Workload.Kernel
				j.Workload.NewWorker = func(context.Context) (harness.Worker, error) {
					time.Sleep(3 * time.Millisecond)
					return harness.Stateless(sum), nil
				}
				j.Workload.BeforeFirstChunk = func() { time.Sleep(4 * time.Millisecond) }
				timing, err := engine.Run(t.Context(), make([]float64, j.ResultLen()), j, 1)
				if err != nil {
					t.Fatal(err)
				}
				want := harness.WorkerTiming{Chunks: 10, Wake: 3 * time.Millisecond, Claim: 4 * time.Millisecond}
				timing.Workers[0].Sched, timing.Workers[0].Awake = nil, nil
				if got := timing.Workers[0]; got != want {
					t.Errorf("worker %+v, want %+v", got, want)
				}
			})
		})
	}
}

// A worker that is an Accountant reports the scheduler's account of what works for it.
func TestAccountant(t *testing.T) { harness.EachParking(t, 2, testAccountant) }

func testAccountant(t *testing.T) {
	for _, schedule := range harness.Schedules {
		j := enginetest.Job(10, 1, 1)
		own := accountant{harness.Stateless(j.Workload.Kernel), &meter.SchedTiming{CPU: 3, RunDelay: 4}}
		j.Workload.NewWorker = func(context.Context) (harness.Worker, error) { return own, nil }
		timing, err := (&harness.Pool{Schedule: schedule}).Run(t.Context(), make([]float64, j.ResultLen()), j, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range timing.Workers {
			if w.Sched != own.sched {
				t.Errorf("%s: account %+v, want %+v", schedule.Name, w.Sched, own.sched)
			}
		}
	}
}

type accountant struct {
	harness.Stateless
	sched *meter.SchedTiming
}

func (a accountant) Sched() *meter.SchedTiming { return a.sched }

// A serial step that panics is an error too, and leaves no worker behind.
func TestSerialStepPanics(t *testing.T) { harness.EachParking(t, 3, testSerialStepPanics) }

func testSerialStepPanics(t *testing.T) {
	boom := func() { panic("boom") }
	for _, tc := range []struct {
		step string
		set  func(w *harness.Workload)
	}{
		{"first", func(w *harness.Workload) { w.Begin = boom }},
		{"last", func(w *harness.Workload) { w.Finish = func(*harness.Table) { boom() } }},
	} {
		for _, s := range harness.Schedules {
			t.Run(tc.step+" "+s.Name, func(t *testing.T) {
				j := enginetest.Job(50, 1, 5)
				tc.set(&j.Workload)
				_, err := (&harness.Pool{Schedule: s}).Run(t.Context(), make([]float64, j.ResultLen()), j, 3)
				var step *harness.StepError
				if !errors.As(err, &step) || step.Step != tc.step {
					t.Fatalf("error is %v, want a *StepError of the %s step", err, tc.step)
				}
			})
		}
	}
}

// From its first chunk on a paced worker takes at least its pace, however short the kernel.
// One that overruns its pace does not wait. Rows may have different weights.
func TestPaceIsAFloor(t *testing.T) {
	j := enginetest.Job(20, 1, 2)
	j.Workload.Pace = 100 * time.Microsecond
	j.Workload.BeforeFirstChunk = func() { harness.Idle(time.Millisecond, nil) }
	j.Workload.Weight = func(row, rows int) float64 { return float64(2*rows) + float64(rows*(2*row+rows-1))/2 } // 2 + row each
	floor := func(chunks int) time.Duration {                                                                   // the lightest
		return time.Millisecond + time.Duration(j.Workload.Weight(0, 2*chunks)*float64(j.Workload.Pace))
	}
	for _, s := range harness.Schedules {
		timing, err := (&harness.Pool{Schedule: s}).Run(t.Context(), make([]float64, j.ResultLen()), j, 2)
		if err != nil {
			t.Fatal(err)
		}
		if timing.Late < 0 || timing.Late > timing.Wall {
			t.Errorf("%s: %v late in a run of %v", s.Name, timing.Late, timing.Wall)
		}
		for w, k := range timing.Workers {
			if got, want := k.Wake+k.Claim+k.Busy, floor(k.Chunks); got < want {
				t.Errorf("%s, worker %d: %d chunks took %v, want %v at least", s.Name, w, k.Chunks, got, want)
			}
		}
	}
}
