package harness

import (
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"
)

// eachBell runs a test for a bell on channels of Go and for one in the kernel.
func eachBell(t *testing.T, test func(t *testing.T, direct bool)) {
	t.Run(string(ByChannel), func(t *testing.T) { test(t, false) })
	if canFutex {
		t.Run(string(ByFutex), func(t *testing.T) { test(t, true) })
	}
}

// Each of many things that one goroutine lays down, ringing once for each, is picked up by one of
// those that sleep, and none sleeps on beside a thing.
func TestBell(t *testing.T) {
	eachBell(t, func(t *testing.T, direct bool) {
		const workers, things = 4, 20_000
		var b bell
		b.hang(workers, direct)
		var laid, taken atomic.Int64
		ready := func() bool { return laid.Load() > taken.Load() }
		var group errgroup.Group
		for range workers {
			group.Go(func() error {
				for n := taken.Load(); n < things; n = taken.Load() {
					if n < laid.Load() {
						taken.CompareAndSwap(n, n+1)
						continue
					}
					b.wait(func() bool { return ready() || taken.Load() == things })
				}
				for b.ring() { // the others
				}
				return nil
			})
		}
		for range things {
			laid.Add(1)
			b.ring()
		}
		_ = group.Wait() // ends where nobody sleeps for ever
		if b.sleeping.Load() != 0 || b.calls.Load() != 0 || len(b.gate) != 0 {
			t.Errorf("%d sleep, %d and %d calls nobody took", b.sleeping.Load(), b.calls.Load(), len(b.gate))
		}
	})
}

// A ring wakes one of those that sleep, and nobody where none does.
func TestBellWakesOne(t *testing.T) {
	eachBell(t, func(t *testing.T, direct bool) {
		var b bell
		b.hang(2, direct)
		if b.ring() {
			t.Error("somebody was woken, and nobody slept")
		}
		b.wait(func() bool { return true })
		awake := make(chan int)
		for i := range 2 {
			go func() {
				b.wait(func() bool { return false })
				awake <- i
			}()
		}
		for n := range 2 {
			for b.sleeping.Load() < int32(2-n) { // until the second sleeps too
				if n > 0 {
					t.Fatal("a ring has woken two")
				}
			}
			if !b.ring() {
				t.Fatal("the ring has woken nobody")
			}
			<-awake
		}
	})
}
