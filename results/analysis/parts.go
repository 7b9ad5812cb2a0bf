package analysis

import (
	"slices"
	"time"

	"serialfraction/harness"
)

// A part is a share of a cause's seconds, run by run. Parts add up to their cause.
type part struct {
	name    string
	owner   string // "" = that of the cause
	way     string // of a part of the machine's: the way in which it adds to S
	seconds []float64
}

// remainder returns the seconds of a cause that are in none of its parts.
func remainder(name string, whole []float64, parts []part) part {
	r := part{name: name, seconds: append([]float64(nil), whole...)}
	for _, p := range parts {
		for i, s := range p.seconds {
			r.seconds[i] -= s
		}
	}
	return r
}

// withRest returns the parts of a cause and, as the last, what is in none of them. Without
// parts it returns nil.
func withRest(name string, whole []float64, parts []part) []part {
	if len(parts) == 0 {
		return nil
	}
	return append(parts, remainder(name, whole, parts))
}

// machinePart returns a part that is the machine's, of seconds by run.
func (l *ledger) machinePart(name, way string, seconds func(timedRun) float64) part {
	p := part{name: name, owner: ownerMachine, way: way, seconds: make([]float64, len(l.runs))}
	for i, e := range l.runs {
		p.seconds[i] = seconds(e) / l.divisor(e)
	}
	return p
}

// imbalanceParts splits the imbalance by what made workers wait for others.
//
// What is more than the tails of undisturbed, equally fast workers (evenTails) is the
// machine's: what of it the waits for a CPU make (tailByWaits) is of delayed workers, and the
// rest of slower ones. A part is less than 0 in a run in which the machine happened to even
// out the ends, and is not cut to 0, because the program's would then be too small on average.
//
// The number of chunks alone explains a part of the program's: K equal chunks on N workers
// take ceil(K/N) rounds, so a worker is idle for
//
//	e_q · (N−1)·Busy
//
// on average, where e_q is [harness.Quantisation]. It is cut to the program's.
func imbalanceParts(l *ledger, tail []float64) []part {
	var delayed []part
	own := tail // the program's
	if l.even != nil {
		excess := func(e timedRun) float64 {
			return e.workerMean(func(w harness.WorkerTiming) time.Duration { return w.Tail }) - l.even.middle(e.Workers)
		}
		waits := func(e timedRun) float64 {
			return max(-waitedSeconds(e), min(excess(e), l.tailByWaits(e)))
		}
		delayed = []part{
			l.machinePart("delayed workers", byWaiting, waits),
			l.machinePart("slower workers", byExecution, func(e timedRun) float64 { return excess(e) - waits(e) }),
		}
		own = make([]float64, len(tail))
		for i, e := range l.runs {
			own[i] = l.even.middle(e.Workers)
		}
	}
	k := l.header.Chunks // of the rows of one worker where these grow
	if k == 0 || !l.every(hasWorkers) {
		return withRest("uneven rows", tail, delayed)
	}
	quantised := part{name: "quantisation", seconds: make([]float64, len(tail))}
	for i, e := range l.runs {
		n := e.Workers
		chunks := k
		if l.header.Weak {
			chunks *= n
		}
		idle := harness.Quantisation(chunks, n) * float64(n-1) * busySeconds(e) / l.divisor(e)
		quantised.seconds[i] = min(own[i], idle)
	}
	return withRest("uneven rows", tail, append(delayed, quantised))
}

// tailByWaits returns what the workers of a run waited for the last one, in the mean, because some
// of them waited for a CPU. Where the chunks are dealt out beforehand that is what is gone where
// each worker ends earlier by its waits. In any other schedule a delayed worker claims less, and the
// others more, so that only a wait in its last chunk delays its end, and it is not known which
// that is: then it is the most that the waits can have made, where none ends later for them. It
// requires hasSched.
func (l *ledger) tailByWaits(e timedRun) float64 {
	schedule, err := harness.ScheduleByName(l.header.Schedule)
	dealt := err == nil && schedule.Dealt()
	without := make([]float64, len(e.Timing.Workers)) // ends, relative to the end of the last worker
	for i, w := range e.Timing.Workers {
		without[i] = -(w.Tail + cpuWait(w)).Seconds()
	}
	last, sum := slices.Max(without), 0.0
	for i, w := range e.Timing.Workers {
		end := without[i]
		if !dealt {
			end = min(last, -w.Tail.Seconds())
		}
		sum += w.Tail.Seconds() - (last - end)
	}
	return sum / float64(len(without))
}

// cpuWait returns what a worker's thread waited for a CPU from its release to the end of its last
// chunk. It requires Sched.
func cpuWait(w harness.WorkerTiming) time.Duration {
	if w.Sched.WakeDelay == nil {
		return w.Sched.RunDelay
	}
	return w.Sched.RunDelay + min(*w.Sched.WakeDelay, w.Wake)
}

// waitedSeconds requires hasSched.
func waitedSeconds(e timedRun) float64 { return e.workerMean(cpuWait) }

// inflationParts splits the time in the kernel by what the scheduler and the
// collector measured. Between its first claim and its last a worker's thread is
// on a CPU, waits for one, or is blocked:
//
//	Busy + Claim = CPU + RunDelay + blocked
//
// What it waits for one in a claim is of dispatch.
// A part whose measurement is missing in any run is absent, and the remainder is then
// called "unsplit". With schedule queue a worker also sleeps and wakes in Claim, which the
// account of the scheduler does not separate from Busy. In a paced run a worker is blocked
// because it waits for the pace. Of a worker that gets its rows as messages the account is that of
// its kernel alone. Where such workers are on several hosts, the parts are those of the hosts. What is
// left as execution is split further where the processor's counters were read (splitExecution).
func inflationParts(l *ledger, busy []float64) []part {
	if hosts := l.workerHosts(); len(hosts) > 1 {
		return hostParts(l, busy, hosts)
	}
	var parts []part
	add := func(name, way string, seconds func(timedRun) float64) {
		parts = append(parts, l.machinePart(name, way, seconds))
	}
	collected := l.every(hasGC)
	if collected {
		add("gc", byCollector, gcSeconds)
	}
	rest := "unsplit"
	if l.every(hasSched) && (l.every(messaged) || !l.header.Coordinated()) {
		add("interference", byWaiting, kernelDelaySeconds)
		rest = "pacing"
		if l.header.Pace == 0 {
			add("blocked", byBlocking, func(e timedRun) float64 {
				s := blockedSeconds(e)
				if collected { // a stopped world is a blocked thread
					s -= e.System.GCPause.Seconds()
				}
				return s
			})
			rest = "execution"
		}
	}
	if parts = withRest(rest, busy, parts); parts == nil {
		return nil
	}
	last := len(parts) - 1
	parts[last].way = byExecution
	if rest == "execution" {
		if counted := l.splitExecution(parts[last].seconds); counted != nil {
			return append(parts[:last], counted...)
		}
	}
	return parts
}

// storeParts splits the time to write the results into the writing and the wait until
// the disk has them, which is the machine's.
func storeParts(l *ledger, store []float64) []part {
	if !l.every(hasSync) {
		return nil
	}
	disk := l.machinePart("sync to disk", byDisk, func(e timedRun) float64 { return e.store.Sync.Seconds() })
	return []part{remainder("write", store, []part{disk}), disk}
}

func hasWorkers(e timedRun) bool { return len(e.Timing.Workers) > 0 }

func hasSync(e timedRun) bool { return e.store != nil && e.store.Sync != nil }

// hasGC reports whether it was measured what the collector took of the workers. That of a process that
// only hands chunks out takes nothing of them.
func hasGC(e timedRun) bool {
	return e.System.GCPause != nil && e.System.GCAssist != nil && !messaged(e)
}

// messaged reports whether the workers of a run got their rows as messages.
func messaged(e timedRun) bool { return harness.EngineKindOf(e.Engine).Remote }

func hasSched(e timedRun) bool {
	for _, w := range e.Timing.Workers {
		if w.Sched == nil {
			return false
		}
	}
	return hasWorkers(e)
}

func hasAwake(e timedRun) bool {
	return hasWorkers(e) && !slices.ContainsFunc(e.Timing.Workers, func(w harness.WorkerTiming) bool { return w.Awake == nil })
}

func hasRejoined(e timedRun) bool { return e.Timing.Rejoined != nil }

func hasCoordinatorDelay(e timedRun) bool { return e.Timing.Delay != nil }

// gcSeconds returns the collector's time for one worker: a pause stops every worker, and
// the assists are summed over workers.
func gcSeconds(e timedRun) float64 {
	return e.System.GCPause.Seconds() + e.System.GCAssist.Seconds()/float64(e.Workers)
}

func busySeconds(e timedRun) float64 {
	return e.workerMean(func(w harness.WorkerTiming) time.Duration { return w.Busy })
}

// runDelaySeconds requires hasSched.
func runDelaySeconds(e timedRun) float64 {
	return e.workerMean(func(w harness.WorkerTiming) time.Duration { return w.Sched.RunDelay })
}

// kernelDelaySeconds returns the run delay in the kernel. It requires hasSched.
func kernelDelaySeconds(e timedRun) float64 {
	return e.workerMean(func(w harness.WorkerTiming) time.Duration { return w.Sched.RunDelay - claimDelay(w) })
}

// blockedSeconds requires hasSched.
func blockedSeconds(e timedRun) float64 {
	return e.workerMean(func(w harness.WorkerTiming) time.Duration {
		accounted := w.Span()
		if messaged(e) {
			accounted = w.Busy
		}
		return accounted - w.Sched.CPU - w.Sched.RunDelay
	})
}
