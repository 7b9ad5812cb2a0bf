package harness

import "time"

// A paceClock keeps the time of a paced worker, which simulates a slower machine. That
// machine takes exactly the pace for each row, from its release on. This machine wakes
// its threads some microseconds late each time. A paceClock therefore counts from when the
// worker should have been free, so that lateness does not add up from chunk to chunk.
type paceClock struct {
	paced bool
	free  time.Duration // offset at which its current work should end
	pacer pacer
	done  <-chan struct{} // closed when the run ends early
}

// nap is the longest that a paced worker sleeps at a time, so that it notices soon when a
// run is stopped.
const nap = 100 * time.Millisecond

// newPaceClock returns the clock of a worker; making is the time that it took to start.
func newPaceClock(c *crew, making time.Duration) paceClock {
	p := paceClock{paced: c.job.Workload.Pace > 0, free: c.released + making, done: c.ctx.Done()}
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
	if !p.pacer.until(p.free, p.done) {
		p.free = p.pacer.watch.Now()
	}
}

// closed reports whether a channel on which nothing is sent is closed; a nil channel never is.
func closed(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}
