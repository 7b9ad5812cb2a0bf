package analysis

// mostRivals is how many others are taken to share a CPU with a worker at most, where that
// was not measured.
const mostRivals = 10

// An idleAt sums up, over the runs at one N, what bounds the waits for a CPU of workers
// that were not timed one by one. All are seconds.
type idleAt struct {
	wall, own float64 // of the runs, and the CPU time of the program in them
	others    float64 // CPU time of other processes, on all CPUs that the program may use
	pressure  float64 // some thread waited for a CPU, mean over the CPUs in use
	ready     float64 // threads of others that run or are ready to, times the wall time of each run
	unpressed bool    // the pressure is not known
	unready   bool    // the threads are not known
	stolen    float64 // by the hypervisor, summed over CPUs
	stopped   float64 // by the quota of the cgroup, summed over CPUs
}

func (a *idleAt) add(e timedRun) {
	a.wall += e.Timing.Wall.Seconds()
	a.own += e.Timing.Process.CPU().Seconds()
	a.others += e.Timing.Others.CPU.Seconds()
	if p := e.Timing.Others.Pressure; p != nil {
		a.pressure += p.Seconds()
	} else {
		a.unpressed = true
	}
	if n := e.Timing.Others.Ready; n != nil {
		a.ready += *n * e.Timing.Wall.Seconds()
	} else {
		a.unready = true
	}
	if t := e.System.Steal; t != nil {
		a.stolen += t.Seconds()
	}
	if t := e.System.Throttled; t != nil {
		a.stopped += t.Seconds()
	}
}

// rivals returns what others get of a CPU, relative to a worker that needs it: with fewer
// threads than CPUs nothing, and else each thread gets the same.
func (a *idleAt) rivals(n int, cpus float64) float64 {
	if a.unready {
		return mostRivals
	}
	return max(0, (float64(n)+a.ready/a.wall)/cpus-1)
}

// waits estimates for how long each of n workers was ready to run while others had the CPUs,
// at most what rivals get while a worker gets its own CPU time. most is the same from above, where
// the rivals may have been more than were counted: the least of
//
//	what others computed beyond what the CPUs do that n workers leave free, over n
//	the pressure: while no thread waits, no worker does
//	mostRivals times a worker's own CPU time
//	the time for which a worker was idle
//
// By the third, a program that hardly uses a CPU, because it sleeps or reads, hardly waits for
// one, however busy the machine is. What others wait for a worker that had to wait is not in
// it. Both are estimates: they take it that threads spread over free CPUs, which one that is
// bound to a CPU does not, and that others computed on no CPU that the program itself left idle
// in a serial phase. quota is what a quota made of both.
func (a *idleAt) waits(n int, cpus float64) (about, most, quota float64) {
	workers := float64(n)
	own, rivals := a.own/workers, a.rivals(n, cpus)
	used := max(workers, (a.others+a.own)/a.wall) // CPUs
	taken := max(0, a.others-(cpus-workers)*a.wall) / workers
	if !a.unpressed {
		taken = min(taken, a.pressure*used/workers)
	}
	limit := max(0, min(max(rivals, mostRivals)*own, a.wall-own))
	quota = a.stopped / workers
	beside := a.stolen/used + quota
	return min(min(taken, rivals*own)+beside, limit), min(taken+beside, limit), min(quota, limit)
}

// A takenTime is what other work took of programs that are timed whole.
type takenTime struct {
	about   []float64 // of every run in seconds, estimated; nil = the rivals were not counted
	most    []float64 // estimated from above
	byQuota bool      // most of it was the quota of the cgroup
}

// taken returns what other work took of every run. The waits of all runs at one N are divided
// among them by their length, because the CPU time of others is counted in ticks. It is nil
// where the evidence lacks in any run, or the program's CPU time does not split its time.
func (l *ledger) taken() *takenTime {
	cpus := float64(l.header.Machine.AffinityCPUs)
	if cpus == 0 || !l.splitsCPU() || !l.every(func(e timedRun) bool { return e.Timing.Others != nil }) {
		return nil
	}
	at := map[int]*idleAt{}
	for _, e := range l.runs {
		if at[e.Workers] == nil {
			at[e.Workers] = &idleAt{}
		}
		at[e.Workers].add(e)
	}
	t := &takenTime{about: make([]float64, len(l.runs)), most: make([]float64, len(l.runs))}
	all, stopped, unready := 0.0, 0.0, false
	for i, e := range l.runs {
		a := at[e.Workers]
		about, most, quota := a.waits(e.Workers, cpus)
		part := e.Timing.Wall.Seconds() / a.wall
		t.about[i], t.most[i] = about*part, most*part
		all, stopped, unready = all+most*part, stopped+quota*part, unready || a.unready
	}
	if unready {
		t.about = nil
	}
	t.byQuota = stopped > all/2
	return t
}
