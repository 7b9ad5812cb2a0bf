package pipe

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// schedOf returns how long the threads of a process have been on a CPU and have
// waited for one (Linux, Documentation/scheduler/sched-stats.rst). Threads that have
// ended are not in it, nor are the process's own children.
func schedOf(pid int) (cpu, delay time.Duration, ok bool) {
	files, err := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/schedstat")
	if err != nil {
		return 0, 0, false
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // a thread that has just ended
		}
		fields := strings.Fields(string(text))
		if len(fields) < 2 {
			return 0, 0, false
		}
		c, errC := strconv.ParseInt(fields[0], 10, 64)
		d, errD := strconv.ParseInt(fields[1], 10, 64)
		if errC != nil || errD != nil {
			return 0, 0, false
		}
		cpu, delay, ok = cpu+time.Duration(c), delay+time.Duration(d), true
	}
	return cpu, delay, ok
}
