package analysis

import "serialfraction/harness/counters"

// An Unsplit is why slower execution is one cause although the counters of the processor can be read here.
type Unsplit string

// The reasons.
const (
	UnsplitProgram Unsplit = "programs"  // the work is in other processes
	UnsplitRemote  Unsplit = "remote"    // workers that get their rows as messages have no thread of their own
	UnsplitQueue   Unsplit = "queue"     // nobody measures what its workers wait for a CPU
	UnsplitPaced   Unsplit = "paced"     // rows that wait are no execution
	UnsplitSome    Unsplit = "uncounted" // a worker of a run was not counted, or not for long enough
)

// Unsplits lists all of them.
var Unsplits = []Unsplit{UnsplitProgram, UnsplitRemote, UnsplitQueue, UnsplitPaced, UnsplitSome}

// unsplit returns why the counters split nothing; "" where they do, and where this machine has none.
func (l *ledger) unsplit() Unsplit {
	h := l.header
	counted := l.every(func(e timedRun) bool { _, ok := executed(e); return ok })
	granted := h.Probe != nil && h.Probe.Counters != nil && h.Probe.Counters.Access == counters.Granted
	switch {
	case h.Simulated() || !granted && !counted:
		return ""
	case h.Script != nil, h.Request != nil && len(h.Request.Program) > 0, l.every(func(e timedRun) bool { return e.Timing.Process != nil }):
		return UnsplitProgram
	case l.every(messaged):
		return UnsplitRemote
	case h.Coordinated():
		return UnsplitQueue
	case h.Pace > 0:
		return UnsplitPaced
	case !counted:
		return UnsplitSome
	}
	return ""
}
