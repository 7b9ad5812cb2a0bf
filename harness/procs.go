package harness

import (
	"math"
	"runtime"
)

// spareProcs is what GOMAXPROCS is more than the threads that work at once: one for the
// coordinator and one for whatever else the program does meanwhile.
const spareProcs = 2

// PinProcs sets GOMAXPROCS of this process for runs on up to most workers; most is 0 where
// no workers are timed. GOMAXPROCS becomes the number of CPUs that the process may use, and
//   - two more, so that a worker that wakes up, or a coordinator, never waits for a place
//     of another: then the system alone shares the CPUs among them, and accounts for it, and
//     not the Go scheduler, which lets a busy worker run for 10 ms;
//   - where workers wait ([Workload.Waits]) at least the number of threads, because a thread
//     that waits in a system call keeps its place for a while.
//
// PinProcs stops the world. Call it before the first run, and before the header is made,
// which records GOMAXPROCS.
func PinProcs(cpus float64, wait bool, most int) {
	procs := max(1, int(math.Ceil(cpus)))
	if most > 0 {
		procs += spareProcs
	}
	if wait {
		procs = max(procs, most+spareProcs)
	}
	runtime.GOMAXPROCS(procs)
}
