package counters

import "time"

// Counts is what one thread did between Mark and Stop of its gauge, in its own code and in the kernel
// on its behalf.
type Counts struct {
	Hardware *Hardware // nil = the system gives none
	Software *Software // nil = the system gives none
}

// Hardware is what the counters of the processor counted while the thread was on a CPU. The kernel
// shares few counters among many events: they counted for Running of the Enabled time that the thread
// was on a CPU, all of them for the same time.
type Hardware struct {
	Instructions int64
	Cycles       int64
	Reference    *int64 // cycles of a clock that never changes, while the CPU did not halt; nil = not counted
	Misses       *int64 // of the last-level cache; nil = not counted
	Enabled      time.Duration
	Running      time.Duration // at most Enabled
}

// Software is what the kernel counted.
type Software struct {
	MinorFaults int64  // pages that were in memory and had to be mapped
	MajorFaults int64  // pages that came from a disk
	Migrations  *int64 // to another CPU; nil = the system does not tell a user like this
	Involuntary int64  // switches by which another thread took its CPU
}
