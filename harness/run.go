package harness

import "time"

// A Run is one timed execution of a job and everything measured about it.
type Run struct {
	Engine  string    // "pool", "control"
	Block   int       // repeat that the run belongs to, from 0
	Order   int       // position within the block, from 0
	Workers int       // N
	Warmup  bool      // recorded, never fitted
	Start   time.Time // wall clock
	Timing  Timing
	System  System
}

// System is what the machine and the runtime did during a run: evidence beside
// the phases, never added to them. A nil field could not be read.
type System struct {
	GCCycles *int           // collections that ended during the run
	GCPause  *time.Duration // stop-the-world time of the collector
	GCAssist *time.Duration // worker time spent assisting it, summed over workers
	Steal    *time.Duration // hypervisor steal, summed over CPUs; counted in ticks of 10 ms
}
