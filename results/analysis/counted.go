package analysis

import (
	"serialfraction/fit"
	"serialfraction/harness/counters"
)

// A Counted is what was counted of the workers, or of a whole program, at one N, in the mean over its runs.
// What was not counted of every worker in every one of them is nil.
type Counted struct {
	Workers      int      `json:"workers"`
	Instructions *float64 `json:"instructions,omitempty"` // of all workers of a run
	CyclesEach   *float64 `json:"cycles_per_instruction,omitempty"`
	Hertz        *float64 `json:"clock_hz,omitempty"`                     // cycles a second of a worker on a CPU
	Misses       *float64 `json:"cache_misses_per_instruction,omitempty"` // of the last-level cache
	MinorFaults  *float64 `json:"minor_faults,omitempty"`                 // as the next four: of all workers of a run
	MajorFaults  *float64 `json:"major_faults,omitempty"`                 // pages that came from a disk
	Migrations   *float64 `json:"migrations,omitempty"`                   // to another CPU
	Involuntary  *float64 `json:"involuntary_switches,omitempty"`         // another thread took the CPU
}

// counted returns what was counted at each N; nil where nothing was at any.
func (l *ledger) counted(points []fit.Point) []Counted {
	var all []Counted
	known := false
	for _, p := range points {
		c := countedAt(p.Workers, l.at(p.Workers))
		known = known || c != Counted{Workers: p.Workers}
		all = append(all, c)
	}
	if !known {
		return nil
	}
	return all
}

func countedAt(n int, runs []timedRun) Counted {
	c := Counted{Workers: n}
	if len(runs) > 0 && runs[0].Timing.Process != nil {
		return countedOfProgram(n, runs)
	}
	if x, ok := executedInAll(runs); ok {
		c.Instructions, c.CyclesEach, c.Hertz = &x.instructions, &x.cyclesEach, new(1/x.cycleSeconds)
		if misses := meanCount(runs, func(c *counters.Counts) *int64 { return hardwareOf(c).Misses }); misses != nil {
			counted := meanCount(runs, func(c *counters.Counts) *int64 { return &hardwareOf(c).Instructions })
			c.Misses = new(*misses / *counted)
		}
	}
	software := func(of func(*counters.Software) *int64) *float64 {
		return meanCount(runs, func(c *counters.Counts) *int64 {
			if c == nil || c.Software == nil {
				return nil
			}
			return of(c.Software)
		})
	}
	c.MinorFaults = software(func(s *counters.Software) *int64 { return &s.MinorFaults })
	c.MajorFaults = software(func(s *counters.Software) *int64 { return &s.MajorFaults })
	c.Migrations = software(func(s *counters.Software) *int64 { return s.Migrations })
	c.Involuntary = software(func(s *counters.Software) *int64 { return &s.Involuntary })
	return c
}

// countedOfProgram returns what the system counted of whole programs: of all their processes and threads.
func countedOfProgram(n int, runs []timedRun) Counted {
	var minor, major, involuntary float64
	for _, e := range runs {
		p := e.Timing.Process
		if p == nil || p.Faults == nil { // as in older files
			return Counted{Workers: n}
		}
		minor, major, involuntary = minor+float64(p.Faults.Minor), major+float64(p.Faults.Major), involuntary+float64(p.Involuntary)
	}
	mean := func(sum float64) *float64 { return new(sum / float64(len(runs))) }
	return Counted{Workers: n, MinorFaults: mean(minor), MajorFaults: mean(major), Involuntary: mean(involuntary)}
}

// executedInAll returns the mean of what the workers of runs executed; ok is false unless all were counted.
func executedInAll(runs []timedRun) (mean execution, ok bool) {
	var instructions, cycles, seconds float64
	for _, e := range runs {
		x, ok := executed(e)
		if !ok {
			return execution{}, false
		}
		instructions += x.instructions
		cycles += x.instructions * x.cyclesEach
		seconds += x.instructions * x.cyclesEach * x.cycleSeconds
	}
	return execution{instructions / float64(len(runs)), cycles / instructions, seconds / cycles}, len(runs) > 0
}

// meanCount returns the mean over runs of a count, added up over the workers of each; nil where one has
// it not.
func meanCount(runs []timedRun, of func(*counters.Counts) *int64) *float64 {
	sum := 0.0
	for _, e := range runs {
		if !hasWorkers(e) {
			return nil
		}
		for _, w := range e.Timing.Workers {
			n := of(w.Counts)
			if n == nil {
				return nil
			}
			sum += float64(*n)
		}
	}
	if len(runs) == 0 {
		return nil
	}
	return new(sum / float64(len(runs)))
}
