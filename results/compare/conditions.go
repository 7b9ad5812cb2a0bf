package compare

import (
	"fmt"
	"math"
	"slices"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/number"
)

// A Condition is what a machine was like just before a sweep, where it differs between two. It is
// no difference of the jobs, and times may differ for it.
type Condition struct {
	Name string  `json:"name"` // "load", "clock" or "probe"
	Unit string  `json:"unit"` // "processes", "Hz" or "1/s", instructions of one thread
	Old  float64 `json:"old"`
	New  float64 `json:"new"`
}

// loadStep is the difference between two load averages that is worth a word: a process that always
// runs.
const loadStep = 1

// conditions returns what differs in the state of the machines before two sweeps. Clock and probe
// of different machines are not compared, for they differ as the machines do. margin is the
// share of a time that does not matter.
func conditions(a, b *results.Header, margin float64) (list []Condition) {
	if a.Simulated() || b.Simulated() {
		return nil
	}
	if x, y := a.Machine.Load, b.Machine.Load; len(x) > 0 && len(y) > 0 && math.Abs(x[0]-y[0]) >= loadStep {
		list = append(list, Condition{"load", "processes", x[0], y[0]})
	}
	if !a.Machine.Same(&b.Machine) {
		return list
	}
	add := func(name, unit string, x, y float64) {
		if x > 0 && y > 0 && math.Abs(math.Log(y/x)) > math.Log1p(margin) {
			list = append(list, Condition{name, unit, x, y})
		}
	}
	add("clock", "Hz", float64(a.Machine.Clock.NowHz), float64(b.Machine.Clock.NowHz))
	if a.Probe != nil && b.Probe != nil {
		add("probe", "1/s", a.Probe.Instructions, b.Probe.Instructions)
	}
	return list
}

// words returns a condition in words: "the load (0.2 → 4.6)".
func (c Condition) words() string {
	switch c.Name {
	case "load":
		return fmt.Sprintf("the load (%.2f → %.2f)", c.Old, c.New)
	case "clock":
		return fmt.Sprintf("the clock (%s → %s GHz)", number.Fixed(c.Old/1e9, 2), number.Fixed(c.New/1e9, 2))
	}
	return fmt.Sprintf("the speed of the probe (%+.1f %%)", 100*(c.New/c.Old-1))
}

// alone returns the warning that two sweeps do not show how much sweeps of one job vary; "" where
// nothing gives reason to fear that they do.
func alone(list []Condition) string {
	if len(list) == 0 {
		return ""
	}
	return fmt.Sprintf("before the two sweeps %s, and one sweep a side does not show how much sweeps of one job vary: a difference may come from that; sweep each several times, by turns, and type harness compare OLD… -- NEW…", differed(list))
}

// differed returns which conditions were different, as a clause.
func differed(list []Condition) string {
	words := make([]string, len(list))
	for i, c := range list {
		words[i] = c.words()
	}
	return wording.And(words...) + " differed"
}

// decided reports whether a pair has a row with a difference.
func (p *Pair) decided() bool {
	return slices.ContainsFunc(p.Rows, func(r Row) bool { return r.Verdict != Same && r.Verdict != CannotTell })
}
