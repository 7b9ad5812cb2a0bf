package probe

import (
	"runtime"
	"time"
)

// spinSteps returns how many steps of work take d, by the best of a few trials, because
// disturbances only make a trial slower.
func spinSteps(now Clock, work func(steps int), d time.Duration) int {
	const trials, steps = 5, 50_000
	best := time.Duration(1<<63 - 1)
	for range trials {
		start := now()
		work(steps)
		best = min(best, now()-start)
	}
	return max(1, int(steps*float64(d)/float64(max(best, 1))))
}

// Spin does the given number of steps of arithmetic that needs no memory.
func Spin(steps int) { runtime.KeepAlive(xorshift(1, steps)) }
