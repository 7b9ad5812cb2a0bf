package export

import (
	"serialfraction/harness"
	"serialfraction/harness/counters"
)

// A count is one of those of a worker's thread; nil = not counted.
type count func(c *counters.Counts) *int64

var (
	instructions = ofHardware(func(h *counters.Hardware) *int64 { return &h.Instructions })
	cycles       = ofHardware(func(h *counters.Hardware) *int64 { return &h.Cycles })
	reference    = ofHardware(func(h *counters.Hardware) *int64 { return h.Reference })
	misses       = ofHardware(func(h *counters.Hardware) *int64 { return h.Misses })
	enabled      = ofHardware(func(h *counters.Hardware) *int64 { return (*int64)(&h.Enabled) })
	running      = ofHardware(func(h *counters.Hardware) *int64 { return (*int64)(&h.Running) })
	minorFaults  = ofSoftware(func(s *counters.Software) *int64 { return &s.MinorFaults })
	majorFaults  = ofSoftware(func(s *counters.Software) *int64 { return &s.MajorFaults })
	migrations   = ofSoftware(func(s *counters.Software) *int64 { return s.Migrations })
	involuntary  = ofSoftware(func(s *counters.Software) *int64 { return &s.Involuntary })
)

func ofHardware(of func(*counters.Hardware) *int64) count {
	return func(c *counters.Counts) *int64 {
		if c == nil || c.Hardware == nil {
			return nil
		}
		return of(c.Hardware)
	}
}

func ofSoftware(of func(*counters.Software) *int64) count {
	return func(c *counters.Counts) *int64 {
		if c == nil || c.Software == nil {
			return nil
		}
		return of(c.Software)
	}
}

// counted returns a count of a worker.
func counted(of count) func(r *row) any {
	return func(r *row) any {
		if n := of(r.Counts); n != nil {
			return *n
		}
		return nil
	}
}

// countSum adds up over the workers; nil where it was not counted for one of them.
func countSum(of count) func(r *row) any {
	return sumOf(func(w *harness.WorkerTiming) *int64 { return of(w.Counts) })
}
