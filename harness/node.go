package harness

import (
	"sync/atomic"
	"time"
)

// A node is a paced worker's own time: that of the slower machine it stands for.
// Such a machine takes exactly its pace for each row from the moment it is
// released and has what it needs. This machine wakes its threads some microseconds
// late each time; a node therefore counts from when it should have been ready, so
// that the lateness of one chunk is made up in the next and does not add up.
type node struct {
	paced bool
	free  time.Duration // offset at which it is done with what it has
	pacer pacer
	stop  *atomic.Bool
}

// nap is how long a paced worker sleeps at a time, so that it hears of the end of
// a run soon.
const nap = 100 * time.Millisecond

// newNode returns the node of a worker that took some time to be made.
func newNode(c *crew, making time.Duration) node {
	n := node{paced: c.job.Workload.Pace > 0, free: c.released + making, stop: &c.stop}
	if n.paced {
		n.pacer = newPacer(c.watch)
	}
	return n
}

// claimed adds the time that a claim took, waiting included.
func (n *node) claimed(d time.Duration) { n.free += d }

// spend waits until a chunk has taken its pace. A kernel that takes longer than
// that is not made up for.
func (n *node) spend(pace time.Duration) {
	if !n.paced {
		return
	}
	n.free += pace
	if !n.pacer.until(n.free, n.stop) {
		n.free = n.pacer.watch.Now()
	}
}
