//go:build !linux

package harness

import (
	"time"

	"serialfraction/harness/meter"
)

// Pause waits for d without using the CPU, as precisely as time.Sleep can here, or until done is
// closed, to within 100 ms. A nil done is never closed.
func Pause(d time.Duration, done <-chan struct{}) { newPacer(meter.NewStopwatch()).until(d, done) }

// Idle is Pause. It is for threads that wait side by side.
func Idle(d time.Duration, done <-chan struct{}) { Pause(d, done) }

type pacer struct{ watch meter.Stopwatch }

func newPacer(w meter.Stopwatch) pacer { return pacer{w} }

// until sleeps until the watch shows at least t or done is closed. It reports whether t was
// still ahead. A nil done is never closed.
func (p pacer) until(t time.Duration, done <-chan struct{}) (slept bool) {
	for rest := t - p.watch.Now(); rest > 0 && !closed(done); rest = t - p.watch.Now() {
		time.Sleep(min(rest, nap))
		slept = true
	}
	return slept
}

func sharpenTimers() {}
