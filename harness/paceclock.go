package harness

import (
	"sync/atomic"
	"time"
)

// A paceClock keeps the time of a paced worker, which simulates a slower machine. That
// machine takes exactly the pace for each row, from its release on. This machine wakes
// its threads some microseconds late each time. A paceClock therefore counts from when the
// worker should have been free, so that lateness does not add up from chunk to chunk.
type paceClock struct {
	paced bool
	free  time.Duration // offset at which its current work should end
	pacer pacer
	stop  *atomic.Bool
}

// nap is the longest that a paced worker sleeps at a time, so that it notices soon when a
// run is stopped.
const nap = 100 * time.Millisecond

// newPaceClock returns the clock of a worker; making is the time that it took to start.
func newPaceClock(c *crew, making time.Duration) paceClock {
	p := paceClock{paced: c.job.Workload.Pace > 0, free: c.released + making, stop: &c.stop}
	if p.paced {
		p.pacer = newPacer(c.watch)
	}
	return p
}

// claimed adds the time of a claim, waiting included.
func (p *paceClock) claimed(d time.Duration) { p.free += d }

// spend waits until a chunk has taken its pace. Where the kernel took longer, the excess
// is not caught up.
func (p *paceClock) spend(pace time.Duration) {
	if !p.paced {
		return
	}
	p.free += pace
	if !p.pacer.until(p.free, p.stop) {
		p.free = p.pacer.watch.Now()
	}
}
