package analysis

import "slices"

// The ways in which a machine adds to S.
const (
	byExecution = "slower execution"
	byWaiting   = "waits for a CPU"
	byCollector = "garbage collection"
	byBlocking  = "blocked threads"
	byDisk      = "the disk"
	byWakeUp    = "wake-ups"
	byRemainder = "remainder" // what the two laws differ by
)

// allWays are the ways in the order of a report.
var allWays = []string{byExecution, byWaiting, byBlocking, byCollector, byDisk, byWakeUp, byRemainder}

// ways is the table of the machine's leaves. One that it does not have is a wait for a CPU,
// which other work used.
var ways = map[string]string{
	"execution":      byExecution,
	"unsplit":        byExecution,
	"pacing":         byExecution,
	"inflation":      byExecution, // without parts
	"gc":             byCollector,
	"blocked":        byBlocking,
	"sync to disk":   byDisk,
	"waking":         byWakeUp,
	"slower workers": byExecution,
}

// wayOf returns the way in which a leaf of the machine adds to S.
func wayOf(leaf string) string {
	if way, ok := ways[leaf]; ok {
		return way
	}
	return byWaiting
}

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
	for _, h := range l.holdings(false) {
		switch {
		case h.owner != ownerMachine:
		case h.parts == nil:
			add(wayOf(h.cause), h.seconds, 1)
		default:
			for _, p := range h.parts {
				add(wayOf(p.name), p.seconds, 1)
			}
		}
	}
	if stolen := l.stolen(); slices.ContainsFunc(stolen, func(s float64) bool { return s > 0 }) {
		add(byBlocking, stolen, -1)
		add(byWaiting, stolen, 1)
	}
	return by
}

// machineParts splits what the machine adds to S by the way in which it does. The program's
// seconds are a smaller share of a T(1) that other work stretched than of its own: what
// that makes S smaller by is other work's too. Where S is read from one law, and the
// program's from another, their difference remains.
func (s *study) machineParts(d *division, program []float64) []MachinePart {
	by := map[string]float64{}
	rest, seconds := d.machine.Value, s.fitted.machineSeconds()
	for _, way := range allWays { // in one order: the last digits of a sum depend on it
		if seconds[way] != nil {
			by[way] = s.fit.Charge(seconds[way])
			rest -= by[way]
		}
	}
	share := s.fit.Charge(program)
	stretch := share * (1 - s.fit.T1.Value/d.program.T1)
	if _, ok := by[byWaiting]; !ok { // no wait for a CPU was measured
		stretch = 0
	}
	by[byWaiting] += stretch
	by[byRemainder] = rest - stretch
	var parts []MachinePart
	for _, way := range allWays {
		if by[way] != 0 {
			parts = append(parts, MachinePart{way, by[way]})
		}
	}
	return parts
}
