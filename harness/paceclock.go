package harness

import (
	"sync/atomic"
	"time"
)

// A paceClock is a paced worker's own time: that of the slower machine it stands for.
// Such a machine takes exactly its pace for each row from the moment it is
// released and has what it needs. This machine wakes its threads some microseconds
// late each time; a paceClock therefore counts from when it should have been ready, so
// that the lateness of one chunk is made up in the next and does not add up.
type paceClock struct {
	paced bool
	free  time.Duration // offset at which it is done with what it has
	pacer pacer
	stop  *atomic.Bool
}

// nap is how long a paced worker sleeps at a time, so that it hears of the end of
// a run soon.
const nap = 100 * time.Millisecond

// newPaceClock returns the clock of a worker that took some time to be made.
func newPaceClock(c *crew, making time.Duration) paceClock {
	p := paceClock{paced: c.job.Workload.Pace > 0, free: c.released + making, stop: &c.stop}
	if p.paced {
		p.pacer = newPacer(c.watch)
	}
	return p
}

// claimed adds the time that a claim took, waiting included.
func (p *paceClock) claimed(d time.Duration) { p.free += d }

// spend waits until a chunk has taken its pace. A kernel that takes longer than
// that is not made up for.
func (p *paceClock) spend(pace time.Duration) {
	if !p.paced {
		return
	}
	p.free += pace
	if !p.pacer.until(p.free, p.stop) {
		p.free = p.pacer.watch.Now()
	}
}
