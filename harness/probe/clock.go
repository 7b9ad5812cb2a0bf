package probe

import (
	"context"
	"math"
	"time"
)

// A Clock gives offsets from some start. Those that several threads read at once must
// allow that.
type Clock func() time.Duration

// Monotonic returns the clock that runs are timed by, from now on.
func Monotonic() Clock {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}

// Timer is what reading a clock costs.
type Timer struct {
	Cost float64       // nanoseconds per reading
	Step time.Duration // the smallest difference between two readings in a row that is not 0; 0 = none was seen
}

// ReadTimer reads a clock so many times, in some batches, the quickest of which tells
// the cost: what disturbs a batch only makes it slower.
func ReadTimer(now Clock, readings int) Timer {
	const batches = 20
	each := max(readings/batches, 1)
	t := Timer{Cost: math.Inf(1)}
	for range batches {
		start := now()
		last := start
		for range each {
			at := now()
			if d := at - last; d > 0 && (t.Step == 0 || d < t.Step) {
				t.Step = d
			}
			last = at
		}
		t.Cost = min(t.Cost, float64(last-start)/float64(each))
	}
	return t
}

// Gaps are the times that a thread lost which did nothing but watch a clock: others
// ran on its CPU, or the CPU did not run it. It is how the Linux tracers hwlat and
// osnoise look for noise (Documentation/trace/osnoise-tracer.rst), without their
// reach into the kernel.
type Gaps struct {
	Length  time.Duration // watched
	Count   int
	Lost    time.Duration // in all gaps
	Largest time.Duration
}

// LeastGap is the least time between two readings that is a gap: some hundred times
// what a reading takes, and less than an interrupt and what it leads to.
const LeastGap = 10 * time.Microsecond

// perCheck is how many readings there are between two checks of the context: some 100 µs.
const perCheck = 1 << 12

// Watch watches a clock for so long, or until the context's end, and collects the gaps
// of least or more.
func Watch(ctx context.Context, now Clock, length, least time.Duration) (g Gaps) {
	start := now()
	n := 0
	for last := start; last-start < length; n++ {
		if n%perCheck == perCheck-1 && ctx.Err() != nil {
			break
		}
		at := now()
		if d := at - last; d >= least {
			g.Count++
			g.Lost += d
			g.Largest = max(g.Largest, d)
		}
		last = at
		g.Length = at - start
	}
	return g
}
