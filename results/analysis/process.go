package analysis

import (
	"serialfraction/harness"
	"serialfraction/results/advice"
)

// Program reports whether the sweep timed whole programs, whose inside it does not
// measure. The CPU time and memory of a program may not have been measured either.
func (a *Report) Program() bool { return harness.EngineKindOf(a.Engine).WholePrograms }

// program reports whether the run is that of a whole program.
func (e timedRun) program() bool { return harness.EngineKindOf(e.Engine).WholePrograms }

// whole reports whether the run was timed whole, as a program or a function is.
func (e timedRun) whole() bool { return harness.EngineKindOf(e.Engine).Whole() }

// Process is the average use of CPU time and memory by a program at one N.
type Process struct {
	UserSeconds   float64 `json:"user_seconds"` // on a CPU, over all that it started and waited for
	SystemSeconds float64 `json:"system_seconds"`
	CPUs          float64 `json:"cpus"`          // busy at a time: user and system over wall time
	MaxRSSBytes   int64   `json:"max_rss_bytes"` // the most of any run, of its largest process; 0 = not reported by the system
	Failures      int     `json:"failures"`      // runs whose exit code was not 0
}

// processAt returns what programs used at n workers; nil where no run at n measured it.
// Runs at another N may have.
func (l *ledger) processAt(n int) *Process {
	var p Process
	runs, wall := 0, 0.0
	for _, e := range l.runs {
		used := e.Timing.Process
		if e.Workers != n || used == nil {
			continue
		}
		runs++
		wall += e.Timing.Wall.Seconds()
		p.UserSeconds += used.User.Seconds()
		p.SystemSeconds += used.System.Seconds()
		p.MaxRSSBytes = max(p.MaxRSSBytes, used.MaxRSS)
		if used.Code != 0 {
			p.Failures++
		}
	}
	if runs == 0 {
		return nil
	}
	p.CPUs = (p.UserSeconds + p.SystemSeconds) / wall
	p.UserSeconds /= float64(runs)
	p.SystemSeconds /= float64(runs)
	return &p
}

// moreThreads is the multiple of the CPU time that N workers can use above which a program
// is taken to run more than N threads.
const moreThreads = 1.05

// splitsCPU reports whether the CPU time of a program splits its wall time: it was measured
// in every run, and at no N is it more than N workers can use. Then the time of a run is
// tiled by
//
//	T = CPU/N + (T − CPU/N)
//
// the time for which each of N workers computes, and that for which it does not. The first
// is CPU(1)/N for a program that only shares its work, so its share of e(N) is the CPU time
// that more workers add.
func (l *ledger) splitsCPU() bool {
	if !l.every(func(e timedRun) bool { return e.Timing.Process != nil }) {
		return false
	}
	return l.every(func(e timedRun) bool { return l.processAt(e.Workers).CPUs <= moreThreads*float64(e.Workers) })
}

// cpuShare returns the time for which each of N workers computes, in seconds.
func cpuShare(e timedRun) (float64, bool) {
	if !e.tiled {
		return 0, false
	}
	return e.Timing.Process.CPU().Seconds() / float64(e.Workers), true
}

// idleShare returns the time for which each of N workers does not compute, in seconds:
// serial phases, waiting, imbalance and other work on the CPUs, which are not separated.
func idleShare(e timedRun) (float64, bool) {
	busy, ok := cpuShare(e)
	return e.Timing.Parallel.Seconds() - busy, ok
}

// cpuParts splits CPU time into that of the program's own code and that of the
// system on its behalf.
func cpuParts(l *ledger, busy []float64) []part {
	user := part{name: "user", seconds: make([]float64, len(busy))}
	for i, e := range l.runs {
		user.seconds[i] = e.Timing.Process.User.Seconds() / float64(e.Workers)
	}
	return []part{user, remainder("system", busy, []part{user})}
}

// Limits by which a program has CPU time that is not seen: it is faster with more workers,
// though its measured CPU time does not explain that.
const (
	hardlyBusy = 0.1 // least share of a CPU at N = 1
	fasterAll  = 1.3 // speed-up above which the program is faster
	lessCPU    = 0.7 // least CPU time at another N, as a share of that at N = 1
)

// spawnShare is the share of the shortest run above which the start of a program matters.
const spawnShare = 0.02

// programWarnings warns of what the CPU times of a program do not show, and of wall time
// that is not the program's own.
func (s *study) programWarnings() (w []advice.Fact) {
	one := s.all.processAt(1) // nil where it was not measured
	best, least := 1.0, s.points[0]
	failures := 0
	var greedy, fewer []int
	for _, at := range s.points {
		speedup := s.points[0].Seconds.Value / at.Seconds.Value
		best = max(best, speedup)
		if at.Seconds.Value < least.Seconds.Value {
			least = at
		}
		p := s.all.processAt(at.Workers)
		if p == nil {
			continue // it was not measured at this N
		}
		failures += p.Failures
		if p.CPUs > moreThreads*float64(at.Workers) {
			greedy = append(greedy, at.Workers)
		}
		if one != nil && p.UserSeconds+p.SystemSeconds < lessCPU*(one.UserSeconds+one.SystemSeconds) && speedup > fasterAll {
			fewer = append(fewer, at.Workers)
		}
	}
	switch {
	case one != nil && one.CPUs < hardlyBusy && best > fasterAll && !s.capacity.hidden():
		w = append(w, advice.Waits{Share: one.CPUs})
	case len(fewer) > 0:
		w = append(w, advice.Less{Workers: fewer})
	}
	if len(greedy) > 0 {
		w = append(w, advice.Greedy{Workers: greedy, CPUs: s.all.processAt(greedy[0]).CPUs})
	}
	if spawn := s.file.Header.Spawn; spawn != nil && spawn.Seconds() > spawnShare*least.Seconds.Value {
		w = append(w, advice.Start{Seconds: spawn.Seconds(), Share: spawn.Seconds() / least.Seconds.Value, Workers: least.Workers})
	}
	if failures > 0 {
		w = append(w, advice.Ended{Runs: failures})
	}
	return w
}
