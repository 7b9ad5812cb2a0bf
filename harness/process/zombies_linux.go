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
	names, _ := filepath.Glob("/proc/[0-9]*/stat")
	seen := false
	for _, name := range names {
		stat, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended meanwhile
		}
		// proc_pid_stat(5): after the name in brackets come the state, the parent and the group.
		fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
		if len(fields) < 3 || string(fields[2]) != strconv.Itoa(group) {
			continue
		}
		if state := string(fields[0]); state != "Z" && state != "X" {
			return false
		}
		seen = true
	}
	return seen
}
