package harness

import (
	"runtime"
	"time"

	"serialfraction/harness/meter"
)

// A coordinator marks the borders of its phases, with what its thread had waited for a CPU
// since the start of the run. The zero coordinator keeps no thread and has no account: it
// marks the times alone.
type coordinator struct {
	kept     bool
	gauge    meter.ThreadGauge
	watch    meter.Stopwatch
	released meter.Moment  // it began to wake the workers
	opened   time.Duration // offset at which it had woken them all
	waiting  meter.Moment  // it began to wait for them
	rejoined meter.Moment  // its thread ran again
	ended    meter.Moment  // the run, with what the thread that ended it had waited for a CPU
	byWorker bool          // the last worker ended it: Delay of ended is what it waited since its work
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

// start starts the clock of the run. The account and the clock are no [meter.Moment] here: a wait
// for a CPU between the two is in the delay of the split and not in its time.
func (c *coordinator) start() {
	c.gauge.Gate()
	c.watch = meter.NewStopwatch()
}

func (c *coordinator) release() {
	if c.released.At = c.watch.Now(); c.released.At >= shortSplit {
		c.released = c.gauge.Moment(c.watch)
	}
}

func (c *coordinator) open()   { c.opened = c.watch.Now() }
func (c *coordinator) wait()   { c.waiting = c.gauge.Moment(c.watch) }
func (c *coordinator) rejoin() { c.rejoined = c.gauge.Moment(c.watch) }

// end ends the run, unless the last worker has.
func (c *coordinator) end() {
	if !c.byWorker {
		c.ended = c.gauge.Last(c.watch)
	}
}

// endBy ends the run on the thread of the last worker, whose account this is: where nothing is left to
// do, nobody need be woken to find that out.
func (c *coordinator) endBy(worker *meter.ThreadGauge) {
	c.byWorker = true
	c.ended = worker.Last(c.watch)
	c.ended.Delay -= worker.Ended()
}

// back returns the offset at which the run could go on after the parallel phase.
func (c *coordinator) back() time.Duration {
	if c.byWorker {
		return c.ended.At
	}
	return c.rejoined.At
}

// waking returns the time that it worked to wake the workers; nil where there is no account.
func (c *coordinator) waking() *time.Duration {
	if !c.gauge.Measures() {
		return nil
	}
	return new(max(0, c.opened-c.released.At-(c.waiting.Delay-c.released.Delay)))
}

// rejoining returns the time from when it waited and the workers had ended, at end, to when
// its thread ran again; 0 where the run did not wait for it.
func (c *coordinator) rejoining(end time.Duration) time.Duration {
	if c.byWorker {
		return 0
	}
	return c.rejoined.At - max(end, c.waiting.At)
}

// delay returns the run delay by phase, in a run whose workers had ended at end. It returns
// nil where there is no account.
func (c *coordinator) delay(end time.Duration) *CoordinatorDelay {
	if !c.gauge.Measures() {
		return nil
	}
	return c.phases(end)
}

// phases splits the run delay of a run. Where the coordinator began to wait for the workers
// only after they had ended, what it waited for a CPU in between is of the merge.
func (c *coordinator) phases(end time.Duration) *CoordinatorDelay {
	if c.byWorker {
		return &CoordinatorDelay{Split: c.released.Delay, Merge: min(c.ended.Delay, c.ended.At-end), Rejoin: new(time.Duration)}
	}
	late := min(c.waiting.Delay-c.released.Delay, max(0, c.waiting.At-end))
	rejoin := min(c.rejoined.Delay-c.waiting.Delay, c.rejoining(end))
	work := min(c.ended.Delay-c.rejoined.Delay, c.ended.At-c.rejoined.At)
	return &CoordinatorDelay{Split: c.released.Delay, Merge: late + rejoin + work, Rejoin: &rejoin}
}
