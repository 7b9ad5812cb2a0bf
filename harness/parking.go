package harness

import (
	"runtime"
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
	direct bool
	word   atomic.Uint32 // 1 = open
	gate   chan struct{} // closed when it is open
}

func newLatch(direct bool) *latch { return &latch{direct: direct, gate: make(chan struct{})} }

// wait returns when the latch is open.
func (l *latch) wait() {
	if !l.direct {
		<-l.gate
		return
	}
	for l.word.Load() == 0 {
		futexWait(&l.word, 0)
	}
}

// open opens the latch. A second call does nothing. Calls do not overlap.
func (l *latch) open() {
	if !l.word.CompareAndSwap(0, 1) {
		return
	}
	close(l.gate)
	if l.direct {
		futexWake(&l.word)
	}
}

// parksDirectly reports whether n workers and their coordinator can sleep in the kernel. A
// goroutine that returns from a system call goes on at once only where GOMAXPROCS has a
// place for it: one for each worker, one for the coordinator, one for whatever else the
// program does meanwhile. [PinProcs] leaves so many for N up to the CPUs.
func parksDirectly(n int) bool {
	return canFutex && runtime.GOMAXPROCS(0) >= n+spareProcs && !simulatedTime()
}
