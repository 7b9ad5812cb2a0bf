package probe

import (
	"context"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
)

// A fakeMachine has a clock that moves when it is read or slept on, and threads whose times
// follow a law.
type fakeMachine struct {
	at   time.Duration
	read time.Duration // cost of a reading
	busy func(n int) time.Duration
	runs []int // threads of each run
	did  int   // pieces of work
}

func (f *fakeMachine) now() time.Duration {
	f.at += f.read
	return f.at
}

// late returns a sleep that is too long by the given time.
func (f *fakeMachine) late(by time.Duration) func(time.Duration) {
	return func(d time.Duration) { f.at += d + by }
}

func (f *fakeMachine) threads(_ context.Context, n int, work func(i int)) ([]harness.WorkerTiming, error) {
	f.runs = append(f.runs, n)
	workers := make([]harness.WorkerTiming, n)
	for i := range n {
		work(i)
		f.did++
		workers[i].Busy = f.busy(n) - time.Duration(i) // the first is the slowest
		workers[i].Sched = &meter.SchedTiming{RunDelay: time.Millisecond}
	}
	return workers, nil
}
