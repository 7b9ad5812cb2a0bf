//go:build !linux

package harness

import "time"

// Pause waits for d without using the CPU, as precisely as time.Sleep can here.
func Pause(d time.Duration) { time.Sleep(d) }

type pacer struct{ watch stopwatch }

func newPacer(w stopwatch) pacer { return pacer{w} }

// until sleeps until the watch shows at least t, and reports whether there was
// time left to sleep.
func (p pacer) until(t time.Duration) (slept bool) {
	for rest := t - p.watch.now(); rest > 0; rest = t - p.watch.now() {
		time.Sleep(rest)
		slept = true
	}
	return slept
}

func sharpenTimers() {}
