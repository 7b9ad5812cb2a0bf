package process

import (
	"os"
	"sync"
	"sync/atomic"

	"serialfraction/harness/process/asleep"
)

// GuardName is the name, os.Args[0], of the helper process of [GuardBy]. It differs from that of the
// program, so that a command that kills by name does not kill both.
const GuardName = asleep.Name

// A guard is the helper process, seen from the process that it guards.
type guard struct {
	start sync.Once
	by    bool         // GuardBy was called
	mark  mark         // of all that is started; 0 = there is no helper
	marks atomic.Int64 // number of processes that have been marked
	line  *os.File     // the helper reads its other end: a byte dismisses it, the end of the file calls it
	self  *os.Process
}

var guarding guard

// GuardBy makes the first [Start] also start a helper process: this program under the name
// [GuardName], whose main must then call [Guard] and nothing else. The helper sleeps until this
// process has ended, before its main and most of its packages begin (package asleep). Where that was
// without [Dismiss], its main is called, and kills all that this process has started and that has not
// ended: the groups, and on Linux every process that has inherited the mark in its environment or its
// limits, also one that left its group or its parent. Where no helper can be started, programs run
// without.
//
// Only a program that knows the name may call it. It must be called before the first Start.
func GuardBy() { guarding.by = true }

// Dismiss ends the helper, which then kills nothing. It is the last call of a process that has ended
// its own children.
func Dismiss() { guarding.dismiss() }

// next returns the mark of a process that is about to be started.
func (g *guard) next() mark {
	g.start.Do(g.open)
	if g.mark == 0 {
		return 0
	}
	return g.mark.nth(g.marks.Add(1))
}
