package harness

import (
	"runtime"
	"time"

	"serialfraction/harness/meter"

	"golang.org/x/sys/unix"
)

// wakeLead is how long before its end Pause wakes and polls the clock: more than a thread
// takes to wake up on an idle virtual CPU.
const wakeLead = 200 * time.Microsecond

// Pause waits for d, to within about a microsecond, or until done is closed, to within 100 ms. It
// uses the CPU for the last 200 µs only. It is for one thread that waits while the others are idle.
// time.Sleep overshoots by up to a millisecond. A nil done is never closed.
func Pause(d time.Duration, done <-chan struct{}) {
	watch := meter.NewStopwatch()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	sharpenTimers()
	newPacer(watch).until(d-wakeLead, done)
	for watch.Now() < d && !closed(done) {
	}
}

// Idle waits for d without using the CPU, and ends some microseconds late, or until done is closed,
// as Pause does. It is for threads that wait side by side.
func Idle(d time.Duration, done <-chan struct{}) {
	watch := meter.NewStopwatch()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	sharpenTimers()
	newPacer(watch).until(d, done)
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

// until sleeps until the watch shows at least t or done is closed. It reports whether t was
// still ahead. A nil done is never closed.
func (p pacer) until(t time.Duration, done <-chan struct{}) (slept bool) {
	for now := p.watch.Now(); now < t && !closed(done); now = p.watch.Now() {
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
