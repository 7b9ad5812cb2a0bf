package harness

import (
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"
)

// A latch holds everyone until it is opened, on a channel of Go and in the kernel. Then it
// holds none.
func TestLatch(t *testing.T) {
	t.Run("on a channel", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) { holds(t, newLatch(false), synctest.Wait) })
	})
	if canFutex {
		t.Run("in the kernel", func(t *testing.T) {
			// The last yields of a latch that holds nobody would let some pass.
			holds(t, newLatch(true), func() {
				for range 1000 {
					runtime.Gosched()
				}
			})
		})
	}
}

// holds checks that a latch holds 8 goroutines; settled returns when all of them wait, or may
// have passed.
func holds(t *testing.T, l *latch, settled func()) {
	const n = 8
	var came, passed atomic.Int64
	var group errgroup.Group
	for range n {
		group.Go(func() error {
			came.Add(1)
			l.wait()
			passed.Add(1)
			return nil
		})
	}
	for came.Load() < n {
		settled()
	}
	settled()
	if p := passed.Load(); p > 0 {
		t.Errorf("%d passed a closed latch", p)
	}
	l.open()
	l.open()
	l.wait()
	if err := group.Wait(); err != nil || passed.Load() != n {
		t.Errorf("%d of %d passed an open latch, %v", passed.Load(), n, err)
	}
}

// A thread that sleeps in the kernel is awake for testing/synctest, so in its bubbles every
// wait must be one of Go's.
func TestNoThreadSleepsInABubble(t *testing.T) {
	procs(t, 1+spareProcs)
	if simulatedTime() {
		t.Error("the clock is taken for a simulated one")
	}
	if parksDirectly(1) != canFutex {
		t.Errorf("a worker sleeps in the kernel: %v", parksDirectly(1))
	}
	synctest.Test(t, func(t *testing.T) {
		if canFutex && !simulatedTime() || parksDirectly(1) {
			t.Error("the simulated clock is taken for that of the system")
		}
		l, begin := newLatch(parksDirectly(1)), time.Now()
		go func() {
			time.Sleep(time.Hour)
			l.open()
		}()
		l.wait()
		if got := time.Since(begin); got != time.Hour {
			t.Errorf("the latch was opened after %v", got)
		}
	})
}
