package analysis

import (
	"slices"
	"time"

	"serialfraction/harness"
)

// spawnParts splits the time to a worker's first claim into the wait of its thread for a
// CPU, what the system takes beyond that to wake the thread, and the start itself, which is
// the program's.
func spawnParts(l *ledger, wake []float64) []part {
	if !l.every(hasWakeDelay) {
		return nil
	}
	waited := func(w harness.WorkerTiming) time.Duration { return min(*w.Sched.WakeDelay, w.Wake) }
	waking := func(w harness.WorkerTiming) time.Duration { return max(0, min(*w.Awake, w.Wake)-waited(w)) }
	if l.every(hasAwakeDelay) {
		waited = func(w harness.WorkerTiming) time.Duration {
			return awakeDelay(w) + min(*w.Sched.WakeDelay-*w.Sched.AwakeDelay, w.Wake-*w.Awake)
		}
		waking = func(w harness.WorkerTiming) time.Duration { return *w.Awake - awakeDelay(w) }
	}
	parts := []part{l.machinePart("run-queue delay", byWaiting, func(e timedRun) float64 { return e.workerMean(waited) })}
	if l.every(hasAwake) {
		calls := l.wakingCalls()
		parts = append(parts, l.machinePart("waking", byWakeUp, func(e timedRun) float64 { return max(0, e.workerMean(waking)-calls[e.Workers]) }))
	}
	return withRest("start", wake, parts)
}

// wakingCalls returns for each N how long a worker waits, in the mean over workers, while the
// coordinator calls those that it wakes before it, one after the other, and then it. That is
// the program's, on any machine: it grows with N. A call takes longer where it has to reach a
// CPU that sleeps, which is the machine's, so it is the least of most runs that counts. It
// returns nothing where the calls were not timed.
func (l *ledger) wakingCalls() map[int]float64 {
	all := map[int][]time.Duration{}
	for _, e := range l.runs {
		if e.Timing.Waking == nil {
			return nil
		}
		all[e.Workers] = append(all[e.Workers], *e.Timing.Waking)
	}
	calls := map[int]float64{}
	for n, of := range all {
		slices.Sort(of)
		calls[n] = of[len(of)/10].Seconds() * float64(n+1) / float64(2*n)
	}
	return calls
}

// awakeDelay returns what a worker's thread waited for a CPU from its release until it ran. The
// account begins before the release, so the wait is cut to the measured time.
func awakeDelay(w harness.WorkerTiming) time.Duration { return min(*w.Sched.AwakeDelay, *w.Awake) }

// dispatchParts splits the time between two chunks into the wait for a CPU, which is the
// machine's, and the claims themselves.
func dispatchParts(l *ledger, claim []float64) []part {
	if !l.every(hasClaimDelay) {
		return nil
	}
	return withRest("work", claim, []part{l.machinePart("run-queue delay", byWaiting, func(e timedRun) float64 { return e.workerMean(claimDelay) })})
}

// claimDelay returns what a worker's thread waited for a CPU between two chunks; 0 where it was not
// measured.
func claimDelay(w harness.WorkerTiming) time.Duration {
	if w.Sched.ClaimDelay == nil {
		return 0
	}
	return min(*w.Sched.ClaimDelay, w.Claim)
}

// splitParts splits the time before the release into the wait of the coordinator's thread for
// a CPU, which is the machine's, and its work.
func splitParts(l *ledger, split []float64) []part {
	if !l.every(hasCoordinatorDelay) {
		return nil
	}
	return withRest("work", split, []part{l.machinePart("run-queue delay", byWaiting, func(e timedRun) float64 {
		return min(e.Timing.Split, e.Timing.Delay.Split).Seconds()
	})})
}

// mergeParts splits the time after the end of the last worker into the wait of the
// coordinator's thread for a CPU, what the system takes beyond that to wake it, and its work.
func mergeParts(l *ledger, merge []float64) []part {
	if !l.every(hasCoordinatorDelay) {
		return nil
	}
	waited := func(e timedRun) time.Duration { return min(e.Timing.Merge, e.Timing.Delay.Merge) }
	parts := []part{l.machinePart("run-queue delay", byWaiting, func(e timedRun) float64 { return waited(e).Seconds() })}
	if l.every(hasRejoined) {
		parts = append(parts, l.machinePart("waking", byWakeUp, func(e timedRun) float64 {
			before := waited(e)
			if rejoin := e.Timing.Delay.Rejoin; rejoin != nil {
				before = *rejoin
			}
			return max(0, min(*e.Timing.Rejoined-before, e.Timing.Merge-waited(e))).Seconds()
		}))
	}
	return withRest("work", merge, parts)
}

func hasWakeDelay(e timedRun) bool {
	return hasSched(e) && !slices.ContainsFunc(e.Timing.Workers, func(w harness.WorkerTiming) bool { return w.Sched.WakeDelay == nil })
}

func hasAwakeDelay(e timedRun) bool {
	return hasWakeDelay(e) && hasAwake(e) && !slices.ContainsFunc(e.Timing.Workers, func(w harness.WorkerTiming) bool {
		return w.Sched.AwakeDelay == nil || *w.Sched.AwakeDelay > *w.Sched.WakeDelay || *w.Awake > w.Wake
	})
}

func hasClaimDelay(e timedRun) bool {
	return hasSched(e) && !slices.ContainsFunc(e.Timing.Workers, func(w harness.WorkerTiming) bool { return w.Sched.ClaimDelay == nil })
}
