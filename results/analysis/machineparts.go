package analysis

import (
	"math"
	"slices"
)

// The ways in which a machine adds to S. Each part of a cause that is the machine's has one,
// and so has a cause of the machine's that is not split.
const (
	byExecution = "slower execution"
	byWaiting   = "waits for a CPU" // which other work used
	byCollector = "garbage collection"
	byBlocking  = "blocked threads"
	byDisk      = "the disk"
	byWakeUp    = "wake-ups"
	byRemainder = "remainder" // what the two laws differ by
)

// measuredWays are the ways whose seconds are measured, in the order of a report.
var measuredWays = []string{byExecution, byWaiting, byBlocking, byCollector, byDisk, byWakeUp}

// machineSeconds returns the seconds of every run by the way in which the machine took them.
func (l *ledger) machineSeconds() map[string][]float64 {
	by := map[string][]float64{}
	add := func(way string, seconds []float64, sign float64) {
		if by[way] == nil {
			by[way] = make([]float64, len(l.runs))
		}
		for i, s := range seconds {
			by[way][i] += sign * s
		}
	}
	for _, col := range l.columns {
		if col.parts == nil && col.cause.owner == ownerMachine {
			add(col.cause.way, col.seconds, 1)
		}
		for _, p := range col.parts {
			if p.owner == ownerMachine {
				add(p.way, p.seconds, 1)
			}
		}
	}
	if stolen := l.stolen(); slices.ContainsFunc(stolen, func(s float64) bool { return s > 0 }) {
		add(byBlocking, stolen, -1)
		add(byWaiting, stolen, 1)
	}
	return by
}

// waits returns what the workers of every run waited for a CPU; nil where it was not measured.
func (l *ledger) waits() []float64 {
	waits := l.machineSeconds()[byWaiting]
	if !l.hidesWaits() {
		return waits
	}
	all := make([]float64, len(l.runs))
	copy(all, waits)
	for i, e := range l.runs {
		all[i] += kernelDelaySeconds(e)
	}
	return all
}

// hidesWaits reports whether workers wait for a CPU in the kernel in no part of a cause: with a
// coordinator they also sleep and wake between two chunks, or the parts are those of their hosts. In a
// paced run they wait for each other.
func (l *ledger) hidesWaits() bool {
	return l.header.Coordinated() && l.header.Pace == 0 && (!l.every(messaged) || len(l.workerHosts()) > 1) && l.every(hasSched)
}

// machineParts splits what the machine adds to S by the way in which it does.
//
// The program's seconds are a smaller share of a T(1) that the machine stretched than of its
// own. What that makes S smaller by is of the way that stretched it: with the share p of the
// program in S, T the time at N = 1 less what the machine took there, and the part m of the
// fitted T(1) that is of one way, it is p·m/T. What rows take on a CPU, or blocked, at N = 1 is
// the work itself, so that of these m is only what they take longer at other N.
//
// Where S is read from one law, and the program's from another, their difference remains.
func (s *study) machineParts(d *division) []MachinePart {
	share, one := s.fit.Charge(d.seconds.overhead), s.curve[0]
	rest := d.machine.Value
	var parts []MachinePart
	for _, way := range measuredWays { // in one order: the last digits of a sum depend on it
		taken := d.taken[way]
		if taken == nil {
			continue
		}
		stretch := s.fit.ChargeT1(taken)
		if way == byExecution || way == byBlocking {
			stretch -= one.Of(taken)
		}
		adds := s.fit.Charge(taken) - share*stretch/d.program.T1
		rest -= adds
		if adds != 0 {
			parts = append(parts, MachinePart{way, adds})
		}
	}
	if math.Abs(rest) > rounding {
		parts = append(parts, MachinePart{byRemainder, rest})
	}
	return parts
}

// rounding is the most that sums of shares of S differ by in the last digits of their terms.
const rounding = 1e-12

// byLaws reports whether most of what the machine adds is a difference of the two laws, by which
// S and the program's own S are read.
func (d *division) byLaws() bool {
	return math.Abs(d.part(byRemainder)) > mostByLaws*math.Abs(d.machine.Value)
}

// mostByLaws is the share of what the machine adds up to which it has a cause that was measured.
const mostByLaws = 0.25
