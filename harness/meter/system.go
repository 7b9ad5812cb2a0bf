package meter

import "time"

// System is what the machine and the runtime did during a run: evidence beside
// the phases, never added to them. A nil field could not be read.
type System struct {
	GCCycles  *int           // collections that ended during the run
	GCPause   *time.Duration // stop-the-world time of the collector
	GCAssist  *time.Duration // worker time spent assisting it, summed over workers
	Steal     *time.Duration // hypervisor steal, summed over CPUs; counted in ticks of 10 ms
	Throttles *int           // how often a quota of the cgroup stopped the process; nil where there is no quota
	Throttled *time.Duration // how long it stopped the process, summed over CPUs
	Usage     *Usage
	ClockHz   int64 // frequency of the fastest CPU that this process may use, right after the run; 0 = unknown
}

// Usage is what this process used during a run, summed over its threads (getrusage(2)). What
// programs used that it started is in [harness.ProcessTiming].
type Usage struct {
	CPUUse
	MinorFaults int64 // of pages that were in memory
	MajorFaults int64 // of pages that had to be read
	PeakRSS     int64 // peak memory during the run in bytes; 0 = unknown
	MaxRSS      int64 // peak memory since the process began in bytes; 0 = unknown, or PeakRSS is known
}
