package process

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
)

// onlyZombies reports whether all members of a group have ended, and only wait for their parent to ask
// how. A child of the program whose parent has ended is waited for by the first process of the system,
// which in a container may take seconds or never do it.
func onlyZombies(group int) bool {
	procs, _ := filepath.Glob("/proc/[0-9]*")
	seen := false
	for _, proc := range procs {
		fields := statOf(proc)
		if len(fields) < 3 || string(fields[2]) != strconv.Itoa(group) { // none: it has ended meanwhile
			continue
		}
		if !isZombie(fields) {
			return false
		}
		seen = true
	}
	return seen
}

// hasEnded reports whether a process of which proc is the folder has ended, or is none.
func hasEnded(proc string) bool { return isZombie(statOf(proc)) }

// statOf returns what proc_pid_stat(5) has after the name in brackets: the state, the parent, the group
// and more; nothing where the process is gone.
func statOf(proc string) [][]byte {
	stat, err := os.ReadFile(proc + "/stat")
	if err != nil {
		return nil
	}
	return bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
}

// isZombie reports whether all threads have ended, not the first alone.
func isZombie(stat [][]byte) bool {
	const state, threads = 0, 17
	if len(stat) <= threads {
		return true
	}
	ended := string(stat[state]) == "Z" || string(stat[state]) == "X"
	n, _ := strconv.Atoi(string(stat[threads]))
	return ended && n <= 1
}
