package meter

import "time"

// SchedTiming is the account that the kernel's scheduler keeps of a worker's own thread,
// between the worker's first claim and its last.
type SchedTiming struct {
	CPU      time.Duration // on a CPU
	RunDelay time.Duration // runnable, waiting for a CPU

	// WakeDelay is the run delay before that, from the gate to the first claim. nil = not
	// measured.
	WakeDelay *time.Duration

	// AwakeDelay is the part of WakeDelay until the thread ran after its release. nil = not
	// measured.
	AwakeDelay *time.Duration

	// ClaimDelay is the part of RunDelay in which the thread claimed chunks. nil = not measured.
	ClaimDelay *time.Duration
}

// A Moment is an offset by a Stopwatch, and what a thread had waited for a CPU by then since
// the Gate of its gauge.
type Moment struct{ At, Delay time.Duration }

// parseSchedstat reads "time on CPU, time waiting on a run queue, timeslices",
// in nanoseconds (Linux, Documentation/scheduler/sched-stats.rst).
func parseSchedstat(b []byte) (SchedTiming, bool) {
	var field [2]int64
	i := 0
	for f := range field {
		first := i
		for i < len(b) && b[i] >= '0' && b[i] <= '9' {
			field[f] = field[f]*10 + int64(b[i]-'0')
			i++
		}
		if i == first || i >= len(b) || b[i] != ' ' {
			return SchedTiming{}, false
		}
		i++
	}
	return SchedTiming{CPU: time.Duration(field[0]), RunDelay: time.Duration(field[1])}, true
}
