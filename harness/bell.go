package harness

import "sync/atomic"

// A bell wakes threads that sleep until there is something for them, again and again. A ring
// wakes one that sleeps, and costs next to nothing where none does. Where the bell is direct,
// they sleep in the kernel, as at a [latch].
//
// It is looked at often, and so is alone on its cache line, wherever that begins.
type bell struct {
	_        [64]byte
	sleeping atomic.Int32  // that no ring has called yet
	calls    atomic.Uint32 // rings that the called have not taken yet, where it is direct
	gate     chan struct{} // has them where it is not; nil = it is direct
	_        [48]byte
}

// hang makes the bell ready for up to n threads that sleep.
func (b *bell) hang(n int, direct bool) {
	if !direct {
		b.gate = make(chan struct{}, n)
	}
}

// wait sleeps until a ring, or not at all where there is something already. Whoever has
// something for the thread makes it ready first and rings then.
func (b *bell) wait(ready func() bool) {
	b.sleeping.Add(1)
	if ready() && b.call() {
		return
	}
	b.answer()
}

// ring wakes one thread and reports whether any slept.
func (b *bell) ring() bool {
	if !b.call() {
		return false
	}
	if b.gate != nil {
		b.gate <- struct{}{} // there is room for a call of each
		return true
	}
	b.calls.Add(1)
	futexWake(&b.calls, 1)
	return true
}

// call takes one of those that sleep off their number; false = there is none.
func (b *bell) call() bool {
	for n := b.sleeping.Load(); n > 0; n = b.sleeping.Load() {
		if b.sleeping.CompareAndSwap(n, n-1) {
			return true
		}
	}
	return false
}

// answer waits for the call that is meant for this thread or for another that sleeps.
func (b *bell) answer() {
	if b.gate != nil {
		<-b.gate
		return
	}
	for {
		switch n := b.calls.Load(); {
		case n == 0:
			futexWait(&b.calls, 0)
		case b.calls.CompareAndSwap(n, n-1):
			return
		}
	}
}
