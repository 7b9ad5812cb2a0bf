package meter

import (
	"time"

	"golang.org/x/sys/unix"
)

// A SpanGauge sums the CPU time and the run delay of spans of work of one goroutine, each of which is
// on one locked thread, but not all on the same. A goroutine that waits between its spans for messages
// is woken sooner where it is not tied to a thread: some 30 µs. The zero gauge is ready. A span costs
// about 2 µs.
type SpanGauge struct {
	threads map[int]*ThreadGauge
	on      *ThreadGauge // that of the span that has begun
	cpu     time.Duration
	delay   time.Duration
	from    time.Duration // CPU time of the thread at the beginning of the span
	unknown bool          // something could not be read
}

// Begin begins a span on the calling thread, which must be locked until End. It reports whether the
// gauge has not seen the thread before.
func (g *SpanGauge) Begin() (fresh bool) {
	thread := unix.Gettid()
	on, known := g.threads[thread]
	if !known {
		if g.threads == nil {
			g.threads = map[int]*ThreadGauge{}
		}
		opened := OpenThread()
		on = &opened
		g.threads[thread] = on
	}
	g.on = on
	on.Gate()
	g.from = g.threadTime()
	return !known
}

// End ends a span.
func (g *SpanGauge) End() {
	g.cpu += g.threadTime() - g.from
	g.delay += g.on.Delay()
	g.unknown = g.unknown || !g.on.Measures()
}

// threadTime returns the CPU time of the calling thread. Its account in schedstat lags by up to a tick
// while it runs.
func (g *SpanGauge) threadTime() time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t) != nil {
		g.unknown = true
	}
	return time.Duration(t.Nano())
}

// Sched returns the sums of all spans, or nil where the system does not report them.
func (g *SpanGauge) Sched() *SchedTiming {
	if g.unknown {
		return nil
	}
	return &SchedTiming{CPU: g.cpu, RunDelay: g.delay, ClaimDelay: new(time.Duration)}
}

// Close releases what the gauge has opened.
func (g *SpanGauge) Close() {
	for _, t := range g.threads {
		t.Close()
	}
	g.threads = nil
}
