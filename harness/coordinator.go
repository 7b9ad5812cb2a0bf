package harness

import (
	"runtime"
	"time"

	"serialfraction/harness/meter"
)

// A coordinator reads the scheduler's account of its own thread, at the borders of its
// phases: the gauge counts what the thread waited for a CPU since the start of the run. The
// zero coordinator keeps no thread and measures nothing.
type coordinator struct {
	kept     bool
	gauge    meter.ThreadGauge
	released time.Duration // run delay until the release
	joining  time.Duration // run delay until it began to wait for the workers
	waited   time.Duration // offset at which it began to wait for them
}

// shortSplit is the length of a split of which the run delay is taken to be 0: a reading of
// the account would be much of it, and a wait for a CPU makes it longer.
const shortSplit = 20 * time.Microsecond

// keepThread keeps the thread of the calling goroutine until close, and opens its account.
func (c *coordinator) keepThread() {
	runtime.LockOSThread()
	c.kept = true
	c.gauge = meter.OpenThread()
}

func (c *coordinator) close() {
	c.gauge.Close()
	if c.kept {
		runtime.UnlockOSThread()
	}
}

func (c *coordinator) start() { c.gauge.Gate() }

func (c *coordinator) release(w meter.Stopwatch) {
	if w.Now() >= shortSplit {
		c.released = c.gauge.Delay()
	}
}

func (c *coordinator) join(w meter.Stopwatch) {
	c.joining = c.gauge.Delay()
	c.waited = w.Now()
}

// delay returns the run delay by phase, in a run whose workers had ended at end. It returns
// nil where there is no account.
func (c *coordinator) delay(end, wall time.Duration) *CoordinatorDelay {
	all := c.gauge.Delay()
	if !c.gauge.Measures() {
		return nil
	}
	return c.phases(all, end, wall)
}

// phases splits the run delay of a run. Where the coordinator began to wait for the workers
// only after they had ended, what it waited for a CPU in between is of the merge.
func (c *coordinator) phases(all, end, wall time.Duration) *CoordinatorDelay {
	late := max(0, c.waited-end)
	return &CoordinatorDelay{Split: c.released,
		Merge: min(c.joining-c.released, late) + min(all-c.joining, wall-end-late)}
}
