package harness

import (
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

const canFutex = true

// The operations of futex(2) on a word of this process alone (linux/futex.h).
const (
	futexWaitPrivate = 0 | 128
	futexWakePrivate = 1 | 128
)

// futexWait puts the calling thread to sleep while the word has a value. It may return
// early, after a signal or where the word has another value: the caller looks again.
func futexWait(word *atomic.Uint32, while uint32) {
	_, _, _ = unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(word)), futexWaitPrivate, uintptr(while), 0, 0, 0)
}

// futexWake makes up to most threads runnable that sleep on the word.
func futexWake(word *atomic.Uint32, most int32) {
	_, _, _ = unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(word)), futexWakePrivate, uintptr(most), 0, 0, 0)
}

// simulatedTime reports whether the clock of Go is not that of the system, as in a bubble of
// testing/synctest. Its time passes only while every goroutine waits for something of Go's,
// so there no thread may sleep in the kernel.
func simulatedTime() bool {
	var ts unix.Timespec
	// CLOCK_REALTIME cannot fail for a valid pointer.
	_ = unix.ClockGettime(unix.CLOCK_REALTIME, &ts)
	return time.Since(time.Unix(ts.Unix())).Abs() > mostApart
}

// mostApart is more than passes between two readings of a clock, and less than the clock of a
// bubble, which begins in the year 2000, is behind.
const mostApart = time.Hour
