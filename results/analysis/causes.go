package analysis

import (
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// A cause is a named part of a run's time that has a measurement of its own. The seconds
// of all causes of a scope add up to the run's time in that scope.
type cause struct {
	name    string
	owner   string
	way     string                              // of the machine's: the way in which it adds to S where it is not split
	scope   Scope                               // the narrowest that includes it
	seconds func(timedRun) (s float64, ok bool) // of one run; ok is false where not measured
	parts   func(*ledger, []float64) []part     // of its seconds; nil = it is not split
	waits   bool                                // it includes a wait for a CPU where workers take turns
}

// causes is the table of causes, in the order of a run.
var causes = []cause{
	{name: "load", owner: ownerProgram, scope: EndToEnd, seconds: loadSeconds},
	{name: "split", owner: ownerProgram, scope: Pipeline, seconds: phase(func(t harness.Timing) time.Duration { return t.Split }), parts: splitParts},
	{name: "spawn", owner: ownerProgram, scope: Compute, seconds: workerMean(func(w harness.WorkerTiming) time.Duration { return w.Wake }), parts: spawnParts, waits: true},
	{name: "dispatch", owner: ownerProgram, scope: Steady, seconds: workerMean(func(w harness.WorkerTiming) time.Duration { return w.Claim }), parts: dispatchParts},
	{name: "serialize", owner: ownerProgram, scope: Steady, seconds: remoteMean(func(w harness.WorkerTiming) time.Duration { return w.Serialize })},
	{name: "transfer", owner: ownerProgram, scope: Steady, seconds: remoteMean(func(w harness.WorkerTiming) time.Duration { return w.Transfer })},
	{name: "imbalance", owner: ownerProgram, scope: Steady, seconds: workerMean(func(w harness.WorkerTiming) time.Duration { return w.Tail }), parts: imbalanceParts},
	{name: "inflation", owner: ownerMachine, way: byExecution, scope: Steady, seconds: workerMean(func(w harness.WorkerTiming) time.Duration { return w.Busy }), parts: inflationParts},
	{name: "inflation", owner: ownerNobody, scope: Steady, seconds: cpuShare, parts: cpuParts}, // of a whole program
	{name: "idle", owner: ownerNobody, scope: Steady, seconds: idleShare},
	{name: "merge", owner: ownerProgram, scope: Pipeline, seconds: phase(func(t harness.Timing) time.Duration { return t.Merge }), parts: mergeParts},
	{name: "store", owner: ownerProgram, scope: EndToEnd, seconds: storeSeconds, parts: storeParts},
	{name: "unattributed", owner: ownerNobody, scope: Steady, seconds: unattributed},
}

// CauseNames lists the causes that count in a scope, in the order of a run.
func CauseNames(s Scope) []string {
	var names []string
	for _, c := range causes {
		if s.holds(c.scope) && !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
	}
	return names
}

// A timedRun is a run and what was measured outside the runs of its sweep.
type timedRun struct {
	harness.Run
	load  *time.Duration // once
	store *results.Written
	tiled bool // the time of a program is split by its CPU time
}

// seconds returns the time of the run in a scope.
func (e timedRun) seconds(s Scope) float64 {
	switch s {
	case Steady:
		if len(e.Timing.Workers) > 0 {
			return e.workerMean(func(w harness.WorkerTiming) time.Duration { return w.Span() + w.Tail })
		}
		return e.Timing.Parallel.Seconds()
	case Compute:
		return e.Timing.Parallel.Seconds()
	case EndToEnd:
		d := e.Timing.Wall
		if e.load != nil {
			d += *e.load
		}
		if e.store != nil {
			d += e.store.Wall
		}
		return d.Seconds()
	}
	return e.Timing.Wall.Seconds()
}

func loadSeconds(e timedRun) (float64, bool) {
	if e.load == nil {
		return 0, false
	}
	return e.load.Seconds(), true
}

func storeSeconds(e timedRun) (float64, bool) {
	if e.store == nil {
		return 0, false
	}
	return e.store.Wall.Seconds(), true
}

func phase(of func(harness.Timing) time.Duration) func(timedRun) (float64, bool) {
	return func(e timedRun) (float64, bool) {
		s := of(e.Timing).Seconds()
		return s, s > 0 || !e.whole() // work that is timed whole has no measured phases
	}
}

func workerMean(of func(harness.WorkerTiming) time.Duration) func(timedRun) (float64, bool) {
	return func(e timedRun) (float64, bool) {
		if len(e.Timing.Workers) == 0 {
			return 0, false
		}
		return e.workerMean(of), true
	}
}

// remoteMean is workerMean of an engine whose workers get their rows as messages.
func remoteMean(of func(harness.WorkerTiming) time.Duration) func(timedRun) (float64, bool) {
	mean := workerMean(of)
	return func(e timedRun) (float64, bool) {
		if !messaged(e) {
			return 0, false
		}
		return mean(e)
	}
}

// workerMean returns the mean over workers in seconds, 0 without workers.
func (e timedRun) workerMean(of func(harness.WorkerTiming) time.Duration) float64 {
	if len(e.Timing.Workers) == 0 {
		return 0
	}
	sum := 0.0
	for _, w := range e.Timing.Workers {
		sum += of(w).Seconds()
	}
	return sum / float64(len(e.Timing.Workers))
}

// unattributed returns the seconds of the parallel phase where the engine measured neither
// its workers nor their CPU time, else 0.
func unattributed(e timedRun) (float64, bool) {
	if len(e.Timing.Workers) > 0 || e.tiled {
		return 0, true
	}
	return e.Timing.Parallel.Seconds(), true
}
