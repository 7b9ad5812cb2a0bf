package harness

import (
	"math"
	"runtime"
	"time"
)

// PinProcs sets GOMAXPROCS of this process for runs on up to most workers; most is 0 where
// no workers are timed. GOMAXPROCS becomes the number of CPUs that the process may use, and
//   - one more where a coordinator competes with the workers: then the system shares the
//     CPUs among them, and not the Go scheduler, which lets a busy worker run for 10 ms;
//   - for paced rows at least the number of threads, because a thread that waits in a system
//     call keeps its place for a while.
//
// PinProcs stops the world. Call it before the first run, and before the header is made,
// which records GOMAXPROCS.
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
