//go:build !linux

package harness

import "time"

// Pause waits for d without using the CPU, as precisely as time.Sleep can here.
func Pause(d time.Duration) { time.Sleep(d) }

type pacer struct{ watch stopwatch }

func newPacer(w stopwatch) pacer { return pacer{w} }

// until sleeps until the watch shows at least t.
func (p pacer) until(t time.Duration) {
	for rest := t - p.watch.now(); rest > 0; rest = t - p.watch.now() {
		time.Sleep(rest)
	}
}

func sharpenTimers() {}
