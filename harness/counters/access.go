package counters

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// An Access is whether the processor's counters can be read here, and what decides it.
type Access struct {
	Refusal  Refusal
	Clock    float64 // cycles a second of one thread that computed for a moment; 0 where Refusal is not Granted
	Paranoid *int    // kernel.perf_event_paranoid; nil = not known
	Filtered bool    // system calls of this process are filtered, as those of a container are
	Capable  bool    // this process has CAP_PERFMON or CAP_SYS_ADMIN: Paranoid does not bind it
}

// A Refusal is why the processor's counters cannot be read.
type Refusal string

// The refusals.
const (
	Granted     Refusal = "granted"     // they can be read
	Forbidden   Refusal = "forbidden"   // the kernel has them, and this user may not count in it
	Missing     Refusal = "missing"     // the processor shows none, as in most virtual machines
	Silent      Refusal = "silent"      // they can be opened and count nothing, or are in use all the time
	Unsupported Refusal = "unsupported" // the system has no perf_event_open(2)
)

// Refusals lists all of them.
var Refusals = []Refusal{Granted, Forbidden, Missing, Silent, Unsupported}

// MostParanoid is the largest kernel.perf_event_paranoid at which any user may count in the kernel too.
const MostParanoid = 1

// Look counts the calling thread, which must be locked, for a moment.
func Look() Access { return look(system()) }

func look(k kernel) Access {
	if k == nil {
		return Access{Refusal: Unsupported}
	}
	a := Access{Refusal: Granted, Filtered: filtered(k.text("/proc/self/status")), Capable: capable(k.text("/proc/self/status"))}
	if level, err := strconv.Atoi(strings.TrimSpace(k.text("/proc/sys/kernel/perf_event_paranoid"))); err == nil {
		a.Paranoid = &level
	}
	group, err := openGroup(k)
	switch {
	case err == nil:
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOSYS) && a.Filtered: // a filter may deny that there is such a call
		a.Refusal = Forbidden
	case errors.Is(err, syscall.ENOSYS):
		a.Refusal = Unsupported
	case errors.Is(err, syscall.EBUSY): // another program has the counters to itself
		a.Refusal = Silent
	default:
		a.Refusal = Missing
	}
	if a.Refusal != Granted {
		return a
	}
	g := Gauge{kernel: k, hardware: group, migrations: none}
	defer g.Close()
	g.Mark()
	compute()
	if c := g.Stop(); c == nil || c.Hardware == nil {
		a.Refusal = Silent
	} else {
		a.Clock = c.Hardware.Clock()
	}
	return a
}

// Clock returns the cycles a second while they were counted.
func (h *Hardware) Clock() float64 { return float64(h.Cycles) / h.Running.Seconds() }

// compute keeps the thread on a CPU for a moment.
func compute() {
	for start := time.Now(); time.Since(start) < lookFor; {
	}
}

// lookFor is how long the counters are tried.
const lookFor = time.Millisecond

// filtered reads "Seccomp: 2" of proc(5): a filter decides about each system call.
func filtered(status string) bool { return field(status, "Seccomp:") == "2" }

// capable reads the effective capabilities of proc(5), a number of 16 hexadecimal digits.
func capable(status string) bool {
	const perfmon, admin = 1 << 38, 1 << 21
	all, err := strconv.ParseUint(field(status, "CapEff:"), 16, 64)
	return err == nil && all&(perfmon|admin) != 0
}

// field returns the value of a line of a file of /proc, without blanks around it.
func field(text, name string) string {
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(line, name); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
