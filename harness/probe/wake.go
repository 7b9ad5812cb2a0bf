package probe

import (
	"runtime"
	"time"
)

// Wake parks a thread so many times and tells how long after it was called it ran.
// Between the calls rest gives it the time to park.
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

// wakeRest is much longer than a thread of Go looks for work before it parks.
const wakeRest = 300 * time.Microsecond
