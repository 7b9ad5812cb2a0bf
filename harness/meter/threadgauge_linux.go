package meter

import (
	"time"

	"golang.org/x/sys/unix"
)

// A ThreadGauge reads the scheduler's account of the thread that opened it. The zero gauge is
// for a system without such accounts: it works and measures nothing. Any thread may read it,
// one at a time.
type ThreadGauge struct {
	file int // file descriptor plus one; 0 = not available
	mark SchedTiming
	wake time.Duration // run delay from Gate to Start
}

// OpenThread opens the account of the calling thread, which must be locked. The caller closes
// the gauge.
func OpenThread() ThreadGauge {
	fd, err := unix.Open("/proc/thread-self/schedstat", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return ThreadGauge{}
	}
	return ThreadGauge{file: fd + 1}
}

// Gate marks the beginning of the wait for the first claim. Any thread may call it.
func (g *ThreadGauge) Gate() {
	if s, ok := g.read(); ok {
		g.mark = s
	} else {
		g.Close()
	}
}

// Start ends that wait and marks the beginning of the interval.
func (g *ThreadGauge) Start() {
	if s, ok := g.read(); ok {
		g.wake, g.mark = s.RunDelay-g.mark.RunDelay, s
	} else {
		g.Close()
	}
}

// Stop returns the interval since Start, or nil, and closes the gauge.
func (g *ThreadGauge) Stop() *SchedTiming {
	s, ok := g.read()
	g.Close()
	if !ok {
		return nil
	}
	return &SchedTiming{CPU: s.CPU - g.mark.CPU, RunDelay: s.RunDelay - g.mark.RunDelay, WakeDelay: new(g.wake)}
}

// Close is safe to call twice.
func (g *ThreadGauge) Close() {
	if g.file > 0 {
		_ = unix.Close(g.file - 1)
		g.file = 0
	}
}

func (g *ThreadGauge) read() (SchedTiming, bool) {
	if g.file == 0 {
		return SchedTiming{}, false
	}
	var buf [64]byte
	n, err := unix.Pread(g.file-1, buf[:], 0)
	if err != nil {
		return SchedTiming{}, false
	}
	return parseSchedstat(buf[:n])
}
