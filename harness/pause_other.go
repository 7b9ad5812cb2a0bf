//go:build !linux

package harness

import (
	"sync/atomic"
	"time"

	"serialfraction/harness/meter"
)

// Pause waits for d without using the CPU, as precisely as time.Sleep can here.
func Pause(d time.Duration) { time.Sleep(d) }

// Idle waits for d without using the CPU. It is for threads that wait side by side.
func Idle(d time.Duration) { time.Sleep(d) }

type pacer struct{ watch meter.Stopwatch }

func newPacer(w meter.Stopwatch) pacer { return pacer{w} }

// until sleeps until the watch shows at least t or stop is set. It reports whether t was
// still ahead. A nil stop is never set.
func (p pacer) until(t time.Duration, stop *atomic.Bool) (slept bool) {
	for rest := t - p.watch.Now(); rest > 0 && (stop == nil || !stop.Load()); rest = t - p.watch.Now() {
		time.Sleep(min(rest, nap))
		slept = true
	}
	return slept
}

func sharpenTimers() {}
