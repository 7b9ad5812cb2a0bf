package machine

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// affinity returns the CPUs that this process may run on, and their number. Where the system
// does not list the CPUs, allowed is nil.
func affinity() (allowed []int, count int) {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		return nil, runtime.NumCPU()
	}
	for cpu := range len(set) * 64 {
		if set.IsSet(cpu) {
			allowed = append(allowed, cpu)
		}
	}
	return allowed, set.Count()
}
