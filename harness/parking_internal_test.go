package harness

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"
)

// A latch holds every thread until it is opened, in the kernel and on a channel of Go. Then
// it holds none.
func TestLatch(t *testing.T) {
	for name, direct := range map[string]bool{"in the kernel": canFutex, "on a channel": false} {
		l := newLatch(direct)
		var opened atomic.Bool
		var early atomic.Int64
		var group errgroup.Group
		for range 8 {
			group.Go(func() error {
				l.wait()
				if !opened.Load() {
					early.Add(1)
				}
				return nil
			})
		}
		opened.Store(true)
		l.open()
		l.open()
		l.wait()
		if err := group.Wait(); err != nil || early.Load() > 0 {
			t.Errorf("%s: %d threads passed a closed latch, %v", name, early.Load(), err)
		}
	}
}

// A thread that sleeps in the kernel is awake for testing/synctest, so in its bubbles every
// wait must be one of Go's.
func TestNoThreadSleepsInABubble(t *testing.T) {
	if simulatedTime() {
		t.Error("the clock is taken for a simulated one")
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
