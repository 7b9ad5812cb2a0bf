package probe

import (
	"runtime"
	"time"
)

// Wake parks a thread the given number of times, wakes it, and returns how long it took until
// the thread ran. rest waits between two wake-ups, so that the thread has time to park.
func Wake(now Clock, rest func(time.Duration), times int) Spread {
	calls, answers := make(chan struct{}), make(chan time.Duration)
	go func() {
		runtime.LockOSThread() // the thread, not the goroutine alone, is what parks
		for range calls {
			answers <- now()
		}
		close(answers)
	}()
	late := make([]time.Duration, times)
	for i := range late {
		rest(wakeRest)
		called := now()
		calls <- struct{}{}
		late[i] = <-answers - called
	}
	close(calls)
	<-answers
	return SpreadOf(late)
}

// wakeRest is much longer than a thread of the Go runtime looks for work before it parks.
const wakeRest = 300 * time.Microsecond
