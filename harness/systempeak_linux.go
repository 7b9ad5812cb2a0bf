package harness

import (
	"bytes"
	"strconv"

	"golang.org/x/sys/unix"
)

// A peakMeter reads the most memory that the process had since start: the kernel's
// high-water mark, which may be set back. That of getrusage(2) may not, and begins
// with what the process was started by.
type peakMeter struct {
	clear  int // file descriptor plus one; 0 = not available
	status procFile
}

func newPeakMeter() peakMeter {
	fd, err := unix.Open("/proc/self/clear_refs", unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return peakMeter{}
	}
	return peakMeter{clear: fd + 1, status: openProc("/proc/self/status", 4<<10)}
}

// start sets the mark back (proc(5), clear_refs).
func (m *peakMeter) start() {
	if m.clear == 0 {
		return
	}
	if _, err := unix.Write(m.clear-1, []byte("5")); err != nil {
		m.close()
	}
}

// stop returns the mark in bytes; 0 = not told.
func (m *peakMeter) stop() int64 { return parsePeak(m.status.read()) }

func (m *peakMeter) close() {
	m.status.close()
	if m.clear > 0 {
		_ = unix.Close(m.clear - 1)
		m.clear = 0
	}
}

// parsePeak reads the high-water mark of /proc/self/status in bytes; 0 = none.
func parsePeak(status []byte) int64 {
	_, rest, _ := bytes.Cut(status, []byte("\nVmHWM:"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	kb, unit, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
	n, err := strconv.ParseInt(string(kb), 10, 64)
	if err != nil || n < 0 || n > 1<<50 || string(unit) != "kB" {
		return 0
	}
	return n * 1024
}
