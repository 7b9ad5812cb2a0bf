package results

import (
	"fmt"
	"strings"
)

// Where facts of the machine, or of the use of it, are worth a warning.
const (
	busyShare      = 0.25 // of the CPUs, by the load average
	throttledShare = 0.01 // of the time that workers had
	manyFaults     = 1    // pages read from disk in a run
	manySwitches   = 50   // involuntary, in a second of a worker
)

// machineWarnings says what the machine, as the header has it, and the use of it, as
// the runs have it, do to the fitted times.
func (s *study) machineWarnings() []string {
	h := &s.file.Header
	if h.Engine == simEngine {
		return nil
	}
	w := s.used()
	m := &h.Machine
	if cpus := max(1, m.LogicalCPUs); len(m.Load) > 0 && m.Load[0] > busyShare*float64(cpus) {
		w = append(w, fmt.Sprintf("the load average was %.2g on %s when the sweep began: other work, or a sweep just before, was on them; stop it, or wait a minute, and sweep again", m.Load[0], count(cpus, "CPU")))
	}
	if h.Pace == 0 { // paced workers wait, whatever the clock
		w = append(w, m.clockWarnings()...)
		w = append(w, m.coreWarnings(s.fitted.workers())...)
	}
	return w
}

// clockWarnings says what frequencies that change do to times.
func (m *Machine) clockWarnings() (w []string) {
	if unsteady := m.Clock.Governor; unsteady != "" && unsteady != "performance" {
		w = append(w, fmt.Sprintf("the governor of the clock is %s: it follows the load, so runs begin slow, and N = 1 is not timed at the clock of the others; sudo cpupower frequency-set -g performance, and sweep again", unsteady))
	}
	if m.Clock.Boost != nil && *m.Clock.Boost {
		off := "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost"
		if strings.HasPrefix(m.Clock.Driver, "intel") {
			off = "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
		}
		w = append(w, "turbo is on: the clock is highest where one worker runs alone, and what it falls by with N is in S, as inflation; to leave that out: "+off)
	}
	return w
}

// coreWarnings says which N have workers on CPUs that are not whole cores, or slower
// ones. The capacity is that of the CPUs all the same.
func (m *Machine) coreWarnings(grid []int) (w []string) {
	beyond := func(cores int) (ns []int) {
		for _, n := range grid {
			if n > cores {
				ns = append(ns, n)
			}
		}
		return ns
	}
	if cores := m.AffinityCores; cores > 0 && cores < m.AffinityCPUs && len(beyond(cores)) > 0 {
		w = append(w, fmt.Sprintf("at N = %s there are more workers than the %s: some share one (SMT) and slow each other down, which is in S, as inflation; for whole cores alone: --max-workers %d", list(beyond(cores)), count(cores, "core"), cores))
	}
	if len(m.CoreKinds) < 2 {
		return w
	}
	fast, slow := m.CoreKinds[0], 0
	for _, k := range m.CoreKinds[1:] {
		slow += k.Allowed
	}
	if slow > 0 && len(beyond(fast.Allowed)) > 0 {
		w = append(w, fmt.Sprintf("the CPUs are of %d kinds, and at N = %s some workers are on the slower ones, which is in S; for the fast ones alone: taskset -c %s harness sweep", len(m.CoreKinds), list(beyond(fast.Allowed)), fast.CPUs))
	}
	return w
}

// used warns of what the runs met with, by their own account.
func (s *study) used() (w []string) {
	var throttled, faulted, switched []int
	for _, n := range s.fitted.workers() {
		if s.fitted.throttled(n) {
			throttled = append(throttled, n)
		}
		u := s.fitted.usage(n)
		if u.MajorFaults >= manyFaults {
			faulted = append(faulted, n)
		}
		if !s.fitted.every(hasSched) && u.InvoluntaryRate > manySwitches { // else run-queue delay tells more
			switched = append(switched, n)
		}
	}
	if len(throttled) > 0 {
		fewer := ""
		if least := throttled[0]; least > 1 {
			fewer = fmt.Sprintf(", or sweep with --max-workers %d", least-1)
		}
		w = append(w, fmt.Sprintf("the CPU quota of the cgroup stopped the process at N = %s: those times are the quota's; raise it (docker run --cpus, cpu.max)%s", list(throttled), fewer))
	}
	if len(faulted) > 0 {
		w = append(w, fmt.Sprintf("pages had to be read from disk in the runs at N = %s: the rows do not stay in memory; free some, or take fewer rows, and sweep again", list(faulted)))
	}
	if len(switched) > 0 {
		w = append(w, fmt.Sprintf("workers were taken off their CPUs more than %d times a second at N = %s: stop what else runs on this machine, and sweep again", manySwitches, list(switched)))
	}
	return w
}

// A meanUse is what runs at one N used, on average.
type meanUse struct {
	MajorFaults     float64 // in a run
	InvoluntaryRate float64 // in a second of a worker
}

// usage averages over the runs at n workers that tell it. What harness itself uses
// while it waits for a program is no matter of the program.
func (l *ledger) usage(n int) (mean meanUse) {
	runs, faults, switches, seconds := 0, int64(0), int64(0), 0.0
	for _, e := range l.entries {
		u := e.System.Usage
		if e.Workers != n || u == nil || e.program() {
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

// throttled reports whether a quota took a share of the runs at n workers that
// matters.
func (l *ledger) throttled(n int) bool {
	var lost, had float64
	for _, e := range l.entries {
		if e.Workers == n && e.System.Throttled != nil {
			lost += e.System.Throttled.Seconds()
			had += e.Timing.Wall.Seconds() * float64(n)
		}
	}
	return lost > throttledShare*had
}
