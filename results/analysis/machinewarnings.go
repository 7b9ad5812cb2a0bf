package analysis

import (
	"serialfraction/harness/machine"
	"serialfraction/results/advice"
	"serialfraction/results/doctor"
)

// Limits above which facts of the machine, or of its use, are worth a warning.
const (
	busyShare      = 0.25 // of the CPUs, by the load average
	throttledShare = 0.01 // of the time that workers had
	manyFaults     = 1    // pages read from disk in a run
	manySwitches   = 50   // involuntary, in a second of a worker
)

// machineWarnings returns warnings about what affects the fitted times: the machine, as
// the header describes it, and its use, as the runs recorded it.
func (s *study) machineWarnings() []advice.Fact {
	h := &s.file.Header
	if h.Simulated() {
		return nil
	}
	w := s.used()
	m := &h.Machine
	if cpus := max(1, m.LogicalCPUs); len(m.Load) > 0 && m.Load[0] > busyShare*float64(cpus) {
		w = append(w, advice.Load{Average: m.Load[0], CPUs: cpus})
	}
	if h.Pace == 0 { // paced workers wait, whatever the clock
		w = append(w, clockWarnings(m)...)
		w = append(w, coreWarnings(m, s.fitted.workers())...)
	}
	return w
}

// clockWarnings warns of a clock whose frequency changes during a sweep.
func clockWarnings(m *machine.Description) (w []advice.Fact) {
	if unsteady := m.Clock.Governor; unsteady != "" && unsteady != "performance" {
		w = append(w, advice.Unsteady{Governor: unsteady})
	}
	if m.Clock.Boost != nil && *m.Clock.Boost {
		w = append(w, advice.Boosted{Off: doctor.BoostOff(*m)})
	}
	return w
}

// coreWarnings warns of the N whose workers share cores, or run on slower ones. Such N
// count as within the capacity all the same.
func coreWarnings(m *machine.Description, workers []int) (w []advice.Fact) {
	beyond := func(cores int) (ns []int) {
		for _, n := range workers {
			if n > cores {
				ns = append(ns, n)
			}
		}
		return ns
	}
	if cores := m.AffinityCores; cores > 0 && cores < m.AffinityCPUs && len(beyond(cores)) > 0 {
		w = append(w, advice.Siblings{Workers: beyond(cores), Cores: cores})
	}
	if len(m.CoreKinds) < 2 {
		return w
	}
	fast, slow := m.CoreKinds[0], 0
	for _, k := range m.CoreKinds[1:] {
		slow += k.Allowed
	}
	if slow > 0 && len(beyond(fast.Allowed)) > 0 {
		w = append(w, advice.Slower{Workers: beyond(fast.Allowed), Kinds: len(m.CoreKinds), Fast: fast.CPUs})
	}
	return w
}

// used warns of what disturbed the fitted runs, as they recorded it.
func (s *study) used() (w []advice.Fact) {
	var throttled, faulted, switched []int
	below := 0 // the largest N before the first that was throttled
	for _, n := range s.fitted.workers() {
		if stopped(s.fitted.at(n)) {
			throttled = append(throttled, n)
		} else if throttled == nil {
			below = n
		}
		u := s.fitted.usage(n)
		if u.MajorFaults >= manyFaults {
			faulted = append(faulted, n)
		}
		if !s.fitted.every(hasSched) && u.InvoluntaryRate > manySwitches { // run-queue delay is the better measure where it is there
			switched = append(switched, n)
		}
	}
	if len(throttled) > 0 {
		w = append(w, advice.Stopped{Workers: throttled, Below: below})
	}
	if len(faulted) > 0 {
		w = append(w, advice.Paged{Workers: faulted})
	}
	if len(switched) > 0 {
		w = append(w, advice.Taken{Rate: manySwitches, Workers: switched})
	}
	return w
}

// A meanUse is the average use of the system by the runs at one N.
type meanUse struct {
	MajorFaults     float64 // in a run
	InvoluntaryRate float64 // in a second of a worker
}

// usage returns the average over the runs at n workers that recorded their usage. Runs that
// were timed whole are left out: while a program runs, the usage of harness is not that of
// the program, and the number of threads of a function is not known.
func (l *ledger) usage(n int) (mean meanUse) {
	runs, faults, switches, seconds := 0, int64(0), int64(0), 0.0
	for _, e := range l.runs {
		u := e.System.Usage
		if e.Workers != n || u == nil || e.whole() {
			continue
		}
		runs++
		faults += u.MajorFaults
		switches += u.Involuntary
		seconds += e.Timing.Wall.Seconds() * float64(n)
	}
	if runs > 0 {
		mean = meanUse{float64(faults) / float64(runs), float64(switches) / seconds}
	}
	return mean
}

// stopped reports whether a CPU quota stopped runs for more than throttledShare of their time.
func stopped(runs []timedRun) bool {
	var lost, had float64
	for _, e := range runs {
		if e.System.Throttled != nil {
			lost += e.System.Throttled.Seconds()
			had += e.Timing.Wall.Seconds() * float64(e.Workers)
		}
	}
	return lost > throttledShare*had
}
