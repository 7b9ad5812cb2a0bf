package meter

import "time"

// CPUUse is the CPU time and the context switches of a process, summed over its threads
// (getrusage(2), wait4(2)).
type CPUUse struct {
	User, System time.Duration // on a CPU
	Voluntary    int64         // context switches because a thread waited
	Involuntary  int64         // context switches because another thread got the CPU
}

// Faults are the pages that a process, or a thread, had to be given.
type Faults struct {
	Minor int64 // in memory already
	Major int64 // from a disk
}

// CPU returns the time on a CPU.
func (u CPUUse) CPU() time.Duration { return u.User + u.System }
