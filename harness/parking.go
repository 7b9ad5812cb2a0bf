package harness

import (
	"runtime"
	"slices"

	"serialfraction/harness/machine"
)

// A Parking is how workers sleep until their release, and so how they are woken: by the
// kernel, or by the scheduler of Go, which takes longer and does it by threads of its own.
type Parking string

// The ways.
const (
	ByFutex   Parking = "futex"
	ByChannel Parking = "channel"
)

// Parking returns how workers sleep in the runs of a sweep over the trial, with GOMAXPROCS as
// it is now; "" where its engine has no workers. It is decided once for all N that S may be
// fitted to, by the largest of them, so that S does not hang on two ways of waking. At any
// other N workers may sleep in the other way.
func (t Trial) Parking() Parking {
	switch _, parks := t.Engine.(parker); {
	case !parks:
		return ""
	case parksDirectly(t.mostFitted()):
		return ByFutex
	}
	return ByChannel
}

// mostFitted returns the largest N that S may be fitted to: the largest of all where workers
// wait, and otherwise that at which every worker has a CPU of its own, 1 if there is none.
func (t Trial) mostFitted() int {
	if t.Job.Workload.Waits() {
		return slices.Max(t.Workers)
	}
	cpus := machine.EffectiveCPUs()
	most := 1
	for _, n := range t.Workers {
		if float64(n) <= cpus {
			most = max(most, n)
		}
	}
	return most
}

// A parker is an engine whose workers sleep until their release. Before a sweep it gets the
// largest N by which it decides how.
type parker interface{ park(most int) }

// largestN is embedded in a parker, for what is alike in all runs of a sweep; 0 = each run decides for itself.
type largestN int

func (l *largestN) park(most int) { *l = largestN(most) }

// clockRuns reports whether it is known that the clock goes on while a goroutine works.
func clockRuns() bool { return canFutex && !simulatedTime() }

// parksDirectly reports whether n workers and their coordinator can sleep in the kernel. A
// goroutine that returns from a system call goes on at once only where GOMAXPROCS has a
// place for it: one for each worker, one for the coordinator, one for whatever else the
// program does meanwhile. [PinProcs] leaves so many for every N that S may be fitted to.
func parksDirectly(n int) bool {
	return runtime.GOMAXPROCS(0) >= n+spareProcs && clockRuns()
}
