package process

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// The limit that has the mark is RLIMIT_RTTIME: the time, in microseconds, that a thread of a real-time
// class may run without a pause. A mark is more than a hundred thousand years of it, so it limits
// nobody, and only who asks for a limit on real-time threads sets another.

// inherit makes the mark that of whatever this process starts from now on. Where a limit is set that is
// no mark, it stays, and there is the environment alone.
func (m mark) inherit() {
	var now unix.Rlimit
	if unix.Prlimit(0, unix.RLIMIT_RTTIME, nil, &now) != nil || now.Max != unix.RLIM_INFINITY {
		return
	}
	if now.Cur == unix.RLIM_INFINITY || now.Cur >= lowest {
		now.Cur = uint64(m)
		_ = unix.Prlimit(0, unix.RLIMIT_RTTIME, &now, nil)
	}
}

// inheriting is held while this process has the mark of one start.
var inheriting sync.Mutex

// start starts a program that inherits the mark. Go has no way to set a limit between fork and exec, and
// after them the program may already have started another.
func (m mark) start(cmd *exec.Cmd) error {
	if m == 0 {
		return cmd.Start()
	}
	inheriting.Lock()
	defer inheriting.Unlock()
	m.inherit()
	defer m.family().inherit()
	return cmd.Start()
}

// killMarked kills every process that the mark covers, until two looks in a row find none: a process
// may start another between a look and its end.
func killMarked(m mark) {
	const between, longest = 2 * time.Millisecond, 10 * time.Second
	clean := 0
	for start := time.Now(); m != 0 && clean < 2 && time.Since(start) < longest; time.Sleep(between) {
		clean++
		for _, pid := range m.processes() {
			if syscall.Kill(pid, syscall.SIGKILL) == nil { // it may have ended, or be another user's
				clean = 0
			}
		}
	}
}

// processes returns the processes that the mark covers, without those that have ended and this one.
func (m mark) processes() (all []int) {
	names, _ := os.ReadDir("/proc")
	for _, name := range names {
		pid, err := strconv.Atoi(name.Name())
		if err == nil && pid != os.Getpid() && m.isOn("/proc/"+name.Name()) {
			all = append(all, pid)
		}
	}
	return all
}

// isOn reports whether a process of which proc is the folder has not ended and is covered by the mark.
func (m mark) isOn(proc string) bool {
	env, _ := os.ReadFile(proc + "/environ") // empty when it has ended
	for variable := range bytes.SplitSeq(env, []byte{0}) {
		if value, ok := bytes.CutPrefix(variable, []byte(markName+"=")); ok && m.covers(parseMark(string(value))) {
			return true
		}
	}
	limits, _ := os.ReadFile(proc + "/limits")
	return m.covers(limitIn(string(limits))) && !hasEnded(proc)
}

// limitIn returns the mark in the limits of a process, as proc_pid_limits(5) shows them; 0 where there
// is none.
func limitIn(limits string) mark {
	_, line, _ := strings.Cut(limits, "Max realtime timeout")
	soft, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	return parseMark(soft)
}
