package results

import (
	"fmt"
	"strconv"
)

// The flags of a point.
const (
	flagOversubscribed = "oversubscribed"
	flagCoordinator    = "coordinator shares a CPU"
	flagGC             = "gc"
	flagInterference   = "interference"
	flagSteal          = "steal"
)

// A capacity is how many workers the machine can really run at once.
type capacity struct {
	cpus        float64 // that the process may use; 0 = unbounded or unknown
	coordinator bool    // one thread more than the workers
}

// capacityOf returns the capacity for the runs of an engine. A simulated engine
// uses no CPU, and in a paced sweep waiting is idle CPU: both are unbounded.
func capacityOf(h *Header, engine string) capacity {
	if engine == simEngine || h.Pace > 0 {
		return capacity{}
	}
	c := capacity{cpus: h.Machine.EffectiveCPUs, coordinator: h.Schedule == queueSchedule && engine != controlEngine}
	if h.GOMAXPROCS > 0 && (c.cpus == 0 || float64(h.GOMAXPROCS) < c.cpus) {
		c.cpus = float64(h.GOMAXPROCS)
	}
	return c
}

// simEngine names the engine that obeys a law instead of a clock.
const simEngine = "sim"

// flag says why n workers do not run at once, or nothing.
func (c capacity) flag(n int) string {
	switch {
	case c.cpus == 0:
		return ""
	case float64(n) > c.cpus:
		return flagOversubscribed
	case c.coordinator && float64(n+1) > c.cpus:
		return flagCoordinator
	}
	return ""
}

func (c capacity) fits(n int) bool { return c.flag(n) == "" }

// String is "the 2 CPUs that this process may use".
func (c capacity) String() string {
	noun := "CPUs"
	if c.cpus == 1 {
		noun = "CPU"
	}
	return fmt.Sprintf("the %s %s that this process may use", strconv.FormatFloat(c.cpus, 'g', 3, 64), noun)
}
