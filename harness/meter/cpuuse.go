package meter

import "time"

// CPUUse is what the system says of the time that a process had on CPUs, its threads
// together (getrusage(2), wait4(2)).
type CPUUse struct {
	User, System time.Duration // on a CPU
	Voluntary    int64         // context switches because a thread waited
	Involuntary  int64         // context switches because others had their turn
}

// CPU returns the time on a CPU.
func (u CPUUse) CPU() time.Duration { return u.User + u.System }
