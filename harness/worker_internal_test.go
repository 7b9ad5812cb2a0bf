package harness

import (
	"context"
	"runtime"
	"testing"
	"time"

	"serialfraction/harness/meter"
)

// A wait is in the span from whose beginning the account was read to its end, and where it was read
// earlier nobody knows.
func TestSpanDelay(t *testing.T) {
	const us, ms = time.Microsecond, time.Millisecond
	for name, tc := range map[string]struct {
		start       time.Duration
		before, now meter.Moment
		want        time.Duration
		known       bool
	}{
		"no wait":             {2 * ms, at(2*ms, 7*ms), at(5*ms, 7*ms), 0, true},
		"behind a claim":      {2*ms + us, at(2*ms, 7*ms), at(8*ms, 10*ms), 3 * ms, true},
		"longer than it":      {2 * ms, at(2*ms, 0), at(4*ms, 2*ms+us), 2 * ms, true},
		"behind short chunks": {3 * ms, at(2*ms, 7*ms), at(8*ms, 10*ms), 0, false},
	} {
		if got, known := spanDelay(tc.start, tc.before, tc.now); got != tc.want || known != tc.known {
			t.Errorf("%s: %v, known %v, want %v, %v", name, got, known, tc.want, tc.known)
		}
	}
}

// The waits in long spans are measured in every schedule that claims, and are no more than the thread
// waited; where the thread is not what works, or makes up for waits, none is.
func TestLongSpansHaveDelays(t *testing.T) {
	long := func([]float64, Chunk) {
		for from := time.Now(); time.Since(from) <= longSpan; {
		}
	}
	engines := map[string]Engine{"control": &Control{}}
	for _, s := range Schedules {
		engines[s.Name] = &Pool{Schedule: s}
	}
	run := func(t *testing.T, e Engine, change func(*Workload)) (spans, measured int) {
		j := emptyJob(6)
		j.Workload.Kernel = long
		change(&j.Workload)
		timing, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, 2)
		if err != nil {
			t.Fatal(err)
		}
		waited := make([]time.Duration, 2)
		for w, s := range timelineOf(e).All() {
			spans++
			waited[w] += s.Delay
			if s.Measured {
				measured++
			}
		}
		for w, k := range timing.Workers {
			if k.Sched != nil && k.Sched.ClaimDelay != nil && waited[w]+*k.Sched.ClaimDelay > k.Sched.RunDelay {
				t.Errorf("worker %d waited %v in chunks, %v in claims, and %v altogether", w, waited[w], *k.Sched.ClaimDelay, k.Sched.RunDelay)
			}
		}
		return spans, measured
	}
	for name, e := range engines {
		t.Run(name, func(t *testing.T) {
			known := runtime.GOOS == "linux" && name != "queue"
			if spans, measured := run(t, e, func(*Workload) {}); spans < 6 || known && measured != spans || !known && measured != 0 {
				t.Errorf("%d of %d spans have their delay", measured, spans)
			}
			for what, change := range map[string]func(*Workload){
				"paced": func(w *Workload) { w.Pace = time.Nanosecond },
				"done elsewhere": func(w *Workload) {
					w.NewWorker = func(context.Context) (Worker, error) { return elsewhere{Stateless(long)}, nil }
				},
			} {
				if _, measured := run(t, e, change); measured != 0 {
					t.Errorf("%s: %d spans have a delay of a thread that did not work by itself", what, measured)
				}
			}
		})
	}
}

type elsewhere struct{ Stateless }

func (elsewhere) Sched() *meter.SchedTiming { return nil }

// spanMaker returns a function that begins a span some time ago and ends it, as a worker does.
func spanMaker(tb testing.TB) func(ago time.Duration) {
	runtime.LockOSThread()
	tb.Cleanup(runtime.UnlockOSThread)
	a := &account{gauge: meter.OpenThread(), spans: true}
	tb.Cleanup(a.gauge.Close)
	a.gauge.Gate()
	c := &crew{watch: meter.NewStopwatch()}
	log := new(chunkTimes).prepare(&Job{}, 1, 1).open()
	return func(ago time.Duration) {
		log.page.used = 0
		log.claimed(0, c.watch.Now()-ago)
		c.endSpan(a, &log, 1)
	}
}

func TestSpanEndAllocatesNothing(t *testing.T) {
	span := spanMaker(t)
	if n := testing.AllocsPerRun(100, func() { span(2 * longSpan) }); n != 0 {
		t.Errorf("the end of a long span makes %v allocations", n)
	}
}

// BenchmarkSpanEnd prints what the end of a span costs a worker, with two readings of the clock.
func BenchmarkSpanEnd(b *testing.B) {
	for name, ago := range map[string]time.Duration{"short": 0, "long": 2 * longSpan} {
		b.Run(name, func(b *testing.B) {
			span := spanMaker(b)
			for b.Loop() {
				span(ago)
			}
		})
	}
}
