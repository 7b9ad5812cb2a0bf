package meter

import "time"

// System is what the machine and the runtime did during a run: evidence beside
// the phases, never added to them. A nil field could not be read.
type System struct {
	GCCycles  *int           // collections that ended during the run
	GCPause   *time.Duration // stop-the-world time of the collector
	GCAssist  *time.Duration // worker time spent assisting it, summed over workers
	Steal     *time.Duration // hypervisor steal, summed over CPUs; counted in ticks of 10 ms
	Throttles *int           // times that a quota of the cgroup stopped the process; nil where there is no quota
	Throttled *time.Duration // how long it did, summed over CPUs
	Usage     *Usage
}

// Usage is what this process used during a run, its threads together (getrusage(2)).
// What the programs used that it waits for is in [harness.ProcessTiming].
type Usage struct {
	CPUUse
	MinorFaults int64 // of pages that were in memory
	MajorFaults int64 // of pages that had to be read
	PeakRSS     int64 // most memory during the run in bytes; 0 = not told
	MaxRSS      int64 // most memory since the process began; 0 = PeakRSS tells more, or not told
}
