//go:build unix

package harness

import (
	"runtime"
	"syscall"
	"time"
)

// A usageMeter reads what the process used between start and stop.
type usageMeter struct {
	peak peakMeter
	mark syscall.Rusage
	ok   bool // the mark was read
}

func newUsageMeter() usageMeter { return usageMeter{peak: newPeakMeter()} }

func (m *usageMeter) close() { m.peak.close() }

func (m *usageMeter) start() {
	m.peak.start()
	m.ok = syscall.Getrusage(syscall.RUSAGE_SELF, &m.mark) == nil
}

// stop returns the use since start, or nil.
func (m *usageMeter) stop() *Usage {
	var now syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &now) != nil || !m.ok {
		return nil
	}
	u := &Usage{
		User:        cpuTime(now.Utime) - cpuTime(m.mark.Utime),
		System:      cpuTime(now.Stime) - cpuTime(m.mark.Stime),
		Voluntary:   int64(now.Nvcsw) - int64(m.mark.Nvcsw),
		Involuntary: int64(now.Nivcsw) - int64(m.mark.Nivcsw),
		MinorFaults: int64(now.Minflt) - int64(m.mark.Minflt),
		MajorFaults: int64(now.Majflt) - int64(m.mark.Majflt),
		PeakRSS:     m.peak.stop(),
	}
	if u.PeakRSS == 0 {
		u.MaxRSS = int64(now.Maxrss) * rssUnit()
	}
	return u
}

func cpuTime(t syscall.Timeval) time.Duration { return time.Duration(t.Nano()) }

// rssUnit is what getrusage(2) counts memory in: bytes on macOS, kilobytes elsewhere.
func rssUnit() int64 {
	if runtime.GOOS == "darwin" {
		return 1
	}
	return 1024
}
