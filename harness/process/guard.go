package process

import (
	"os"
	"strconv"
	"sync"
	"sync/atomic"
)

// GuardName is the name, os.Args[0], of the helper process of [GuardBy]. It differs from that of the
// program, so that a command that kills by name does not kill both.
const GuardName = "ends-what-it-started"

// markName is the environment variable by which the helper finds what this process has started.
const markName = "HARNESS_GUARD"

// A guard is the helper process, seen from the process that it guards.
type guard struct {
	start sync.Once
	by    bool         // GuardBy was called
	mark  string       // "NAME=value-" begins the mark of all that is started; "" = there is no helper
	marks atomic.Int64 // number of processes that have been marked
	line  *os.File     // the helper reads its other end: a byte dismisses it, the end of the file calls it
	self  *os.Process
}

var guarding guard

// GuardBy makes the first [Start] also start a helper process: this program under the name
// [GuardName], whose main must then call [Guard] and nothing else. The helper sleeps until this
// process has ended. Where that was without [Dismiss], it kills all that this process has started
// and that has not ended: the groups, and on Linux every process that has inherited the mark in its
// environment, also one that left its group or its parent. Where no helper can be started, programs
// run without.
//
// Only a program that knows the name may call it. It must be called before the first Start.
func GuardBy() { guarding.by = true }

// Dismiss ends the helper, which then kills nothing. It is the last call of a process that has ended
// its own children.
func Dismiss() { guarding.dismiss() }

// marked returns the environment of a process that is about to be started: env, nil being that of
// this process, with a mark of its own where there is a helper, and the mark; else "".
func marked(env []string) (with []string, mark string) {
	guarding.start.Do(guarding.open)
	if guarding.mark == "" {
		return env, ""
	}
	if env == nil {
		env = os.Environ()
	}
	mark = guarding.mark + strconv.FormatInt(guarding.marks.Add(1), 10)
	return append(env[:len(env):len(env)], mark), mark
}
