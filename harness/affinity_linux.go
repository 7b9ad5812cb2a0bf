package harness

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// affinityCPUs returns the number of CPUs that this process may be placed on.
func affinityCPUs() int {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		return runtime.NumCPU()
	}
	return set.Count()
}
