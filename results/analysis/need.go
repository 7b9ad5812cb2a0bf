package analysis

import (
	"fmt"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/number"
)

// A program that hardly uses a CPU waits for something else, and more workers than CPUs run at
// once; or other work has the CPUs, and on a quiet machine it uses one all the time. Its CPU time
// is alike in both.

// measureProgram sets the share of a CPU from the runs of a program at N = 1, if they
// recorded its CPU time.
func (c *capacity) measureProgram(runs []harness.Run) {
	var cpu, wall time.Duration
	for _, r := range runs {
		if r.Workers == 1 && r.Timing.Process != nil {
			cpu += r.Timing.Process.CPU()
			wall += r.Timing.Wall
		}
	}
	if wall > 0 {
		c.measured = true
		c.share = min(1, cpu.Seconds()/wall.Seconds())
	}
}

// measureTaken sets the share of the runs at N = 1 for which other work may have kept the
// program, or a worker that is a process, from a CPU. What paced workers use of a CPU is set by
// their pace, not by others.
func (c *capacity) measureTaken(h *results.Header, runs []harness.Run) {
	if !c.measured || c.paced {
		return
	}
	var program idleAt
	var delay, busy float64 // of workers
	for _, r := range runs {
		switch t := r.Timing; {
		case r.Workers != 1:
		case t.Process != nil && t.Others != nil:
			program.add(timedRun{Run: r})
		case len(t.Workers) == 1 && t.Workers[0].Sched != nil:
			delay += t.Workers[0].Sched.RunDelay.Seconds()
			busy += (t.Parallel - t.Workers[0].Wake).Seconds()
		}
	}
	cpus := float64(h.Machine.AffinityCPUs)
	switch {
	case program.wall > 0 && cpus > 0:
		_, most, quota := program.waits(1, cpus)
		c.taken, c.quota = most/program.wall, quota > most/2
	case busy > 0:
		c.taken = min(1, delay/busy)
	}
}

// hidden reports whether other work may have had the CPU at N = 1 for so much of the time that
// the program's CPU time does not show whether it waits.
func (c capacity) hidden() bool { return c.taken >= mostTaken }

// need returns the CPUs that a worker needs on a quiet machine: what it uses of the time that
// other work left it, and a whole CPU where that time is so short that it shows nothing.
func (c capacity) need() float64 {
	if c.hidden() {
		return max(1, c.share)
	}
	return min(max(1, c.share), c.share/(1-c.taken))
}

// waiting returns the sentence about a program that waits, so that more workers than CPUs run at
// once, or about one of which that cannot be told, so that they are taken not to.
func (s *study) waiting() string {
	c := s.capacity
	if c.cpus == 0 || !c.measured || c.paced {
		return ""
	}
	uses := number.Significant(100*c.share, 2)
	if c.mayFit(s.all.workers()) {
		other := BusyMachine{Quota: c.quota}
		return fmt.Sprintf("At N = 1 the program used a CPU for %s %% of the time, but %s may have kept it from one for up to %s. Whether it waits cannot be told, so each worker is taken to need a CPU: %s.",
			uses, other.Taker(), number.Percent(c.taken), other.Cure())
	}
	if s.fit == nil {
		return ""
	}
	most := s.fit.Workers[len(s.fit.Workers)-1]
	if float64(most) <= c.cpus {
		return ""
	}
	who := "the program"
	if c.hosts != nil {
		who = "a worker"
	}
	return fmt.Sprintf("At N = 1 %s uses a CPU for %s %% of the time, so N = %d workers need no more CPUs than there are.", who, uses, most)
}

// mayFit reports whether any of the N does not fit only because other work hides whether the
// program waits.
func (c capacity) mayFit(workers []int) bool {
	if !c.hidden() {
		return false
	}
	open := c
	open.taken = 0
	for _, n := range workers {
		if !c.fits(n) && open.fits(n) {
			return true
		}
	}
	return false
}
