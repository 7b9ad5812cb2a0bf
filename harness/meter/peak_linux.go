package meter

import (
	"bytes"
	"strconv"

	"golang.org/x/sys/unix"
)

// A peakGauge reads the peak memory of the process since start: the high-water mark of the
// kernel, which can be reset. The peak of getrusage(2) cannot be reset, and begins with that
// of the parent process.
type peakGauge struct {
	clear  int // file descriptor plus one; 0 = not available
	status procFile
}

func newPeakGauge() peakGauge {
	fd, err := unix.Open("/proc/self/clear_refs", unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return peakGauge{}
	}
	return peakGauge{clear: fd + 1, status: openProc("/proc/self/status", 4<<10)}
}

// start resets the mark (proc(5), clear_refs).
func (g *peakGauge) start() {
	if g.clear == 0 {
		return
	}
	if _, err := unix.Write(g.clear-1, []byte("5")); err != nil {
		g.close()
	}
}

// stop returns the mark in bytes; 0 = unknown.
func (g *peakGauge) stop() int64 { return parsePeak(g.status.read()) }

func (g *peakGauge) close() {
	g.status.close()
	if g.clear > 0 {
		_ = unix.Close(g.clear - 1)
		g.clear = 0
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
