package harness

import (
	"time"

	"golang.org/x/sys/unix"
)

// A schedMeter reads what the scheduler says of the thread that opened it. The
// zero meter, where the system tells nothing, works and measures nothing.
type schedMeter struct {
	file int // file descriptor plus one; 0 = not available
	mark SchedTiming
	wake time.Duration // run delay from gate to start
}

// openSched opens the calling thread's account. The thread must be locked.
func openSched() schedMeter {
	fd, err := unix.Open("/proc/thread-self/schedstat", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return schedMeter{}
	}
	return schedMeter{file: fd + 1}
}

// gate marks the beginning of the wait for the first claim. Any thread may call it.
func (m *schedMeter) gate() {
	if s, ok := m.read(); ok {
		m.mark = s
	} else {
		m.close()
	}
}

// start ends that wait and marks the beginning of the interval.
func (m *schedMeter) start() {
	if s, ok := m.read(); ok {
		m.wake, m.mark = s.RunDelay-m.mark.RunDelay, s
	} else {
		m.close()
	}
}

// stop returns the interval since start, or nil, and closes the meter.
func (m *schedMeter) stop() *SchedTiming {
	s, ok := m.read()
	m.close()
	if !ok {
		return nil
	}
	return &SchedTiming{CPU: s.CPU - m.mark.CPU, RunDelay: s.RunDelay - m.mark.RunDelay, WakeDelay: new(m.wake)}
}

// close is safe to call twice.
func (m *schedMeter) close() {
	if m.file > 0 {
		_ = unix.Close(m.file - 1)
		m.file = 0
	}
}

func (m *schedMeter) read() (SchedTiming, bool) {
	if m.file == 0 {
		return SchedTiming{}, false
	}
	var buf [64]byte
	n, err := unix.Pread(m.file-1, buf[:], 0)
	if err != nil {
		return SchedTiming{}, false
	}
	return parseSchedstat(buf[:n])
}
