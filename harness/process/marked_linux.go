package process

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// killMarked kills every process that has the mark in its environment, or one that begins with it
// where it ends in "-", until two looks in a row find none: a process may start another between a
// look and its end.
func killMarked(mark string) {
	const between, longest = 2 * time.Millisecond, 10 * time.Second
	clean := 0
	for start := time.Now(); clean < 2 && time.Since(start) < longest; time.Sleep(between) {
		clean++
		for _, pid := range markedProcesses(mark) {
			clean = 0
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}

// markedProcesses returns the processes that have the mark in their environment and may be looked at.
func markedProcesses(mark string) (all []int) {
	has := func(variable []byte) bool { return string(variable) == mark }
	if strings.HasSuffix(mark, "-") {
		has = func(variable []byte) bool { return strings.HasPrefix(string(variable), mark) }
	}
	names, _ := os.ReadDir("/proc")
	for _, name := range names {
		pid, err := strconv.Atoi(name.Name())
		if err != nil || pid == os.Getpid() {
			continue
		}
		env, err := os.ReadFile("/proc/" + name.Name() + "/environ") // empty when it has ended
		if err == nil && slices.ContainsFunc(bytes.Split(env, []byte{0}), has) {
			all = append(all, pid)
		}
	}
	return all
}
