// Package counters counts what a thread did on its CPUs: instructions, cycles and cache misses by the
// counters of the processor, page faults, migrations and switches by those of the kernel.
//
// The line that it stands in:
//
//	perf_event_open(2), getrusage(2) → Gauge of a worker's thread → Counts → WorkerTiming
//
// The counts are evidence beside the times and never added to them. A count that the system does not
// give is nil, and no call returns an error: [Look] says why there are no counts of the processor, and
// what stands in the way. The package judges nothing, and imports x/sys alone.
package counters
