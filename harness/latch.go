package harness

import (
	"math"
	"sync/atomic"
)

// A latch holds threads until it is opened, once for all.
//
// Where it is direct, the threads sleep in the kernel, and opening it makes every one of
// them runnable in one system call. What a thread then waits for a CPU is in the account of
// that thread. A channel of Go would wake it by way of other threads of the runtime, one
// that finds the goroutine and hands its place over, and what those wait for a CPU is in
// nobody's account.
type latch struct {
	word atomic.Uint32 // 1 = open
	gate chan struct{} // closed when it is open; nil = it is direct
}

func newLatch(direct bool) *latch {
	if direct {
		return &latch{}
	}
	return &latch{gate: make(chan struct{})}
}

// wait returns when the latch is open.
func (l *latch) wait() {
	if l.gate != nil {
		<-l.gate
		return
	}
	for l.word.Load() == 0 {
		futexWait(&l.word, 0)
	}
}

// open opens the latch. A second call does nothing. Calls do not overlap.
func (l *latch) open() {
	switch {
	case !l.word.CompareAndSwap(0, 1):
	case l.gate != nil:
		close(l.gate)
	default:
		futexWake(&l.word, math.MaxInt32)
	}
}
