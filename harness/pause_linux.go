package harness

import (
	"runtime"
	"sync/atomic"
	"time"

	"serialfraction/harness/meter"

	"golang.org/x/sys/unix"
)

// wakeLead is how long before its end Pause wakes and polls the clock: more than a thread
// takes to wake up on an idle virtual CPU.
const wakeLead = 200 * time.Microsecond

// Pause waits for d, to within about a microsecond. It uses the CPU for the last 200 µs
// only. It is for one thread that waits while the others are idle. time.Sleep overshoots by
// up to a millisecond.
func Pause(d time.Duration) {
	watch := meter.NewStopwatch()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	sharpenTimers()
	newPacer(watch).until(d-wakeLead, nil)
	for watch.Now() < d {
	}
}

// Idle waits for d without using the CPU, and ends some microseconds late. It is for
// threads that wait side by side.
func Idle(d time.Duration) {
	watch := meter.NewStopwatch()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	sharpenTimers()
	newPacer(watch).until(d, nil)
}

// A pacer sleeps until offsets of a meter.Stopwatch. It belongs to one locked thread.
type pacer struct {
	watch meter.Stopwatch
	epoch int64 // CLOCK_MONOTONIC in ns at the watch's start
}

func newPacer(w meter.Stopwatch) pacer {
	var ts unix.Timespec
	// CLOCK_MONOTONIC cannot fail for a valid pointer.
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &ts)
	return pacer{watch: w, epoch: ts.Nano() - int64(w.Now())}
}

// until sleeps until the watch shows at least t or stop is set. It reports whether t was
// still ahead. A nil stop is never set.
func (p pacer) until(t time.Duration, stop *atomic.Bool) (slept bool) {
	for now := p.watch.Now(); now < t && (stop == nil || !stop.Load()); now = p.watch.Now() {
		// An absolute deadline, so that neither a signal nor a nap moves it.
		ts := unix.NsecToTimespec(p.epoch + int64(min(t, now+nap)))
		_ = unix.ClockNanosleep(unix.CLOCK_MONOTONIC, unix.TIMER_ABSTIME, &ts, nil)
		slept = true
	}
	return slept
}

// sharpenTimers sets the calling thread's timer slack to 1 ns; the default of
// 50 µs would be added to every sleep.
func sharpenTimers() {
	_ = unix.Prctl(unix.PR_SET_TIMERSLACK, 1, 0, 0, 0)
}
