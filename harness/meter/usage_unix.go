//go:build unix

package meter

import (
	"runtime"
	"syscall"
	"time"
)

// A usageGauge reads what the process used between start and stop.
type usageGauge struct {
	peak peakGauge
	mark syscall.Rusage
	ok   bool // the use at the start was read
}

func newUsageGauge() usageGauge { return usageGauge{peak: newPeakGauge()} }

func (g *usageGauge) close() { g.peak.close() }

func (g *usageGauge) start() {
	g.peak.start()
	g.ok = syscall.Getrusage(syscall.RUSAGE_SELF, &g.mark) == nil
}

// stop returns the use since start, or nil.
func (g *usageGauge) stop() *Usage {
	var now syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &now) != nil || !g.ok {
		return nil
	}
	u := &Usage{
		CPUUse: CPUUse{
			User:        cpuTime(now.Utime) - cpuTime(g.mark.Utime),
			System:      cpuTime(now.Stime) - cpuTime(g.mark.Stime),
			Voluntary:   int64(now.Nvcsw) - int64(g.mark.Nvcsw),
			Involuntary: int64(now.Nivcsw) - int64(g.mark.Nivcsw),
		},
		MinorFaults: int64(now.Minflt) - int64(g.mark.Minflt),
		MajorFaults: int64(now.Majflt) - int64(g.mark.Majflt),
		PeakRSS:     g.peak.stop(),
	}
	if u.PeakRSS == 0 {
		u.MaxRSS = int64(now.Maxrss) * rssUnit()
	}
	return u
}

// ownTime returns the CPU time of this process and of the children that it waited for, since
// it began; nil where the system does not report it.
func ownTime() *time.Duration {
	own, children := usedBy(syscall.RUSAGE_SELF), usedBy(syscall.RUSAGE_CHILDREN)
	if own == nil || children == nil {
		return nil
	}
	*own += *children
	return own
}

// SelfTime returns the CPU time of this process since it began, without its children; nil where the
// system does not report it.
func SelfTime() *time.Duration { return usedBy(syscall.RUSAGE_SELF) }

func usedBy(whose int) *time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(whose, &used) != nil {
		return nil
	}
	return new(cpuTime(used.Utime) + cpuTime(used.Stime))
}

func cpuTime(t syscall.Timeval) time.Duration { return time.Duration(t.Nano()) }

// rssUnit returns the unit of memory in getrusage(2) in bytes: 1 on macOS, 1024 elsewhere.
func rssUnit() int64 {
	if runtime.GOOS == "darwin" {
		return 1
	}
	return 1024
}
