package probe

import (
	"context"
	"math"
	"time"
)

// A Clock returns the time since some start. A clock that several threads read at once must
// be safe for that.
type Clock func() time.Duration

// Monotonic returns the clock that times runs, starting now.
func Monotonic() Clock {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}

// Timer is the cost and the resolution of reading a clock.
type Timer struct {
	Cost float64       // nanoseconds per reading
	Step time.Duration // the smallest difference other than 0 between two consecutive readings; 0 = none found
}

// ReadTimer reads a clock the given number of times, in several batches. The cost is that of
// the quickest batch, because disturbances only make a batch slower.
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

// Gaps are the times that a thread lost which did nothing but read a clock: another thread ran
// on its CPU, or the CPU was stopped. The Linux tracers hwlat and osnoise look for noise in
// the same way (Documentation/trace/osnoise-tracer.rst), but from inside the kernel.
type Gaps struct {
	Length  time.Duration // watched
	Count   int
	Lost    time.Duration // in all gaps
	Largest time.Duration
}

// LeastGap is the least time between two readings that counts as a gap: some hundred times the
// cost of a reading, and less than the handling of an interrupt.
const LeastGap = 10 * time.Microsecond

// perCheck is the number of readings between two checks of the context: some 100 µs.
const perCheck = 1 << 12

// Watch reads a clock without pause for the time length, or until the context ends. It
// collects the gaps of least or more.
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
