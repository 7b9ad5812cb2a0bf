package results

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"serialfraction/harness/counters"
)

// wireHardware is what the counters of the processor counted of a worker's thread.
type wireHardware struct {
	Instructions int64  `json:"instructions"`
	Cycles       int64  `json:"cycles"`
	Reference    *int64 `json:"reference_cycles,omitempty"`
	Misses       *int64 `json:"cache_misses,omitempty"`
	Enabled      int64  `json:"enabled_ns"`
	Running      int64  `json:"running_ns"`
}

// wireSoftware is what the kernel counted of a worker's thread.
type wireSoftware struct {
	MinorFaults int64  `json:"minor_faults"`
	MajorFaults int64  `json:"major_faults"`
	Migrations  *int64 `json:"migrations,omitempty"`
	Involuntary int64  `json:"involuntary_switches"`
}

// countsOf returns c as a file has it; both are nil where nothing was counted.
func countsOf(c *counters.Counts) (*wireHardware, *wireSoftware) {
	if c == nil {
		return nil, nil
	}
	var hard *wireHardware
	if h := c.Hardware; h != nil {
		hard = &wireHardware{h.Instructions, h.Cycles, h.Reference, h.Misses, int64(h.Enabled), int64(h.Running)}
	}
	var soft *wireSoftware
	if s := c.Software; s != nil {
		soft = &wireSoftware{s.MinorFaults, s.MajorFaults, s.Migrations, s.Involuntary}
	}
	return hard, soft
}

// counts is the inverse of countsOf.
func (w *wireWorker) counts() *counters.Counts {
	if w.Hardware == nil && w.Software == nil {
		return nil
	}
	c := new(counters.Counts)
	if h := w.Hardware; h != nil {
		c.Hardware = &counters.Hardware{Instructions: h.Instructions, Cycles: h.Cycles, Reference: h.Reference, Misses: h.Misses,
			Enabled: time.Duration(h.Enabled), Running: time.Duration(h.Running)}
	}
	if s := w.Software; s != nil {
		c.Software = &counters.Software{MinorFaults: s.MinorFaults, MajorFaults: s.MajorFaults, Migrations: s.Migrations, Involuntary: s.Involuntary}
	}
	return c
}

// check returns an error unless h can have been counted: something ran, for no longer than the thread had
// a CPU.
func (h *wireHardware) check() error {
	if h == nil {
		return nil
	}
	if h.Instructions == 0 || h.Cycles == 0 || h.Running == 0 || h.Running > h.Enabled {
		return errors.New("hardware: instructions, cycles and running_ns must be above 0, and running_ns no more than enabled_ns")
	}
	return cmp.Or(checkTimes(namedTime{"hardware.enabled_ns", h.Enabled}, namedTime{"hardware.running_ns", h.Running}),
		checkCounts("hardware", &h.Instructions, &h.Cycles, h.Reference, h.Misses))
}

func (s *wireSoftware) check() error {
	if s == nil {
		return nil
	}
	return checkCounts("software", &s.MinorFaults, &s.MajorFaults, s.Migrations, &s.Involuntary)
}

// mostCount is more than a thread counts in years.
const mostCount = 1 << 60

// checkCounts returns an error for a count that no run has; nil = not counted.
func checkCounts(key string, counts ...*int64) error {
	for _, n := range counts {
		if n != nil && (*n < 0 || *n > mostCount) {
			return fmt.Errorf("%s: a count is %d: it must be from 0 to %d", key, *n, mostCount)
		}
	}
	return nil
}
