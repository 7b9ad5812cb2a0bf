package harness

import (
	"time"

	"serialfraction/harness/meter"
)

// A coordinator reads the scheduler's account of its own thread, at the borders of its
// phases: the gauge counts what the thread waited for a CPU since the start of the run.
type coordinator struct {
	gauge    meter.ThreadGauge
	released time.Duration // run delay until the release
	joining  time.Duration // run delay until it began to wait for the workers
	waited   time.Duration // offset at which it began to wait for them
}

// shortSplit is the length of a split of which the run delay is taken to be 0: a reading of
// the account would be much of it, and a wait for a CPU makes it longer.
const shortSplit = 20 * time.Microsecond

// openCoordinator opens the account of the calling thread, which must be locked.
func openCoordinator() coordinator { return coordinator{gauge: meter.OpenThread()} }

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
// nil where the account cannot be read.
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
	handOut := c.joining - c.released
	late := max(0, c.waited-end)
	return &CoordinatorDelay{Split: c.released, HandOut: handOut,
		Merge: min(handOut, late) + min(all-c.joining, wall-end-late)}
}
