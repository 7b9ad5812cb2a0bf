package process

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// The limit that has the mark is RLIMIT_RTTIME: the time, in microseconds, that a thread of a real-time
// class may run without a pause. A mark is more than a hundred thousand years of it, so it limits
// nobody, and only who asks for a limit on real-time threads sets another.

// give gives the mark to a process, 0 being this one, and to what that starts from now on. Where a
// limit is set that is no mark, it stays, and there is the environment alone.
func (m mark) give(pid int) {
	var now unix.Rlimit
	if m == 0 || unix.Prlimit(pid, unix.RLIMIT_RTTIME, nil, &now) != nil || now.Max != unix.RLIM_INFINITY {
		return
	}
	if now.Cur == unix.RLIM_INFINITY || now.Cur >= lowest {
		now.Cur = uint64(m)
		_ = unix.Prlimit(pid, unix.RLIMIT_RTTIME, &now, nil) // it may have ended, or be another user's
	}
}

// killMarked kills every process with such a mark, until two looks in a row find none: a process may
// start another between a look and its end.
func killMarked(such func(mark) bool) {
	const between, longest = 2 * time.Millisecond, 10 * time.Second
	clean := 0
	for start := time.Now(); clean < 2 && time.Since(start) < longest; time.Sleep(between) {
		clean++
		for _, pid := range markedProcesses(such) {
			if syscall.Kill(pid, syscall.SIGKILL) == nil { // it may have ended, or be another user's
				clean = 0
			}
		}
	}
}

// markedProcesses returns the processes with such a mark, without those that have ended and this one.
func markedProcesses(such func(mark) bool) (all []int) {
	names, _ := os.ReadDir("/proc")
	for _, name := range names {
		pid, err := strconv.Atoi(name.Name())
		if err == nil && pid != os.Getpid() && isMarked("/proc/"+name.Name(), such) {
			all = append(all, pid)
		}
	}
	return all
}

// isMarked reports whether a process of which proc is the folder has such a mark and has not ended.
func isMarked(proc string, such func(mark) bool) bool {
	env, _ := os.ReadFile(proc + "/environ") // empty when it has ended
	for variable := range bytes.SplitSeq(env, []byte{0}) {
		if value, ok := bytes.CutPrefix(variable, []byte(markName+"=")); ok && such(parseMark(string(value))) {
			return true
		}
	}
	limits, _ := os.ReadFile(proc + "/limits")
	return such(limitIn(string(limits))) && !hasEnded(proc)
}

// limitIn returns the mark in the limits of a process, as proc_pid_limits(5) shows them; 0 where there
// is none.
func limitIn(limits string) mark {
	_, line, _ := strings.Cut(limits, "Max realtime timeout")
	soft, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	return parseMark(soft)
}
