package harness

import (
	"math"
	"runtime"
	"time"
)

// PinProcs fixes GOMAXPROCS of this process for what is timed on up to most workers, 0
// where none are: the cpus that the process may use; one more where a coordinator
// competes with the workers, so that the system shares the CPUs between them and not the
// Go scheduler, which lets a busy worker run for 10 ms; and of paced rows at least as
// many as there are threads, because a thread that waits in a system call keeps its place
// for a while.
//
// It stops the world, and belongs before the first run: a header has GOMAXPROCS as it
// is when the header is made.
func PinProcs(cpus float64, s Schedule, pace time.Duration, most int) {
	procs := max(1, int(math.Ceil(cpus)))
	if s.Coordinated() {
		procs++
	}
	if pace > 0 {
		procs = max(procs, most+2)
	}
	runtime.GOMAXPROCS(procs)
}
