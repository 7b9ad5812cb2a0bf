package gate

import (
	"fmt"

	"serialfraction/results/analysis"
)

// own reports whether the quantity of a condition is the program's own S, whose interval allows for
// other work. The program's part of S at one N is a share of a T(1) that it stretches.
func (c Condition) own() bool { return c.quantity.name == "program" && c.n == 0 }

// divides reports whether the quantity of a condition is the program's part of S or the machine's.
func (c Condition) divides() bool {
	return c.quantity.name == "program" || c.quantity.name == "machine"
}

// hidden reports whether other work had the CPUs for so much of the time that the runs show
// nothing of the quantity of a condition. Of a time they show that it is not more.
func (e *evidence) hidden(c Condition) bool {
	busy := e.sample.OtherWork()
	return busy != nil && !c.own() && c.quantity.unit != seconds && busy.Much(c.taken(busy))
}

// withoutLoad widens a finding by what it may be without what other work took of the runs. Other
// work makes a time longer and never shorter, and what else it changes it may change either way.
func (e *evidence) withoutLoad(c Condition, f finding, busy *analysis.BusyMachine) (finding, error) {
	i := f.interval
	less := i
	switch taken := c.taken(busy); {
	case c.quantity.unit == seconds && busy.Much(taken):
		less.Lo = 0
	case c.quantity.unit == seconds:
		typical, err := c.quantity.value(e, c.n)
		if err != nil {
			return f, err
		}
		less.Lo = min(i.Lo, typical.Lo*(1-taken))
	default:
		quiet := e.sample.WithoutWaits()
		if len(quiet) == 0 {
			return f, e.shownNothing(c, busy)
		}
		for _, sample := range quiet {
			rest, err := c.quantity.value(&evidence{e.analysis, sample, e.own}, c.n)
			if err != nil { // it is not known of which cause the waits are
				return f, e.shownNothing(c, busy)
			}
			less = less.Hull(rest.Interval)
		}
	}
	var moved opening
	why := fmt.Sprintf("%s, which could make or hide it: %s", busy.Sentence(), busy.Cure())
	if less.Lo < i.Lo {
		moved.lo = why
	}
	if less.Hi > i.Hi {
		moved.hi = why
	}
	return f.widened(c, less, busy.Taker(), moved), nil
}

// taken returns the largest share of the time that other work had the CPUs for in the runs that
// a quantity is of.
func (c Condition) taken(busy *analysis.BusyMachine) float64 {
	switch {
	case c.n == 0, c.quantity.unit == seconds:
		return busy.ShareAt(c.n)
	}
	return max(busy.ShareAt(1), busy.ShareAt(c.n))
}

// shownNothing returns the error of a quantity of which other work left nothing to see.
func (e *evidence) shownNothing(c Condition, busy *analysis.BusyMachine) error {
	cure := busy.Cure()
	if e.analysis.ProgramSerialFraction != nil {
		cure += ", or judge program"
	}
	return fmt.Errorf("%s, so these runs do not show %s: %s", busy.Sentence(), c.ofJob(), cure)
}

// ofJob names the quantity of a condition as a property of the job: "the job's S", "what the
// machine adds at N = 2".
func (c Condition) ofJob() string {
	part, ok := map[string]string{"machine": "what the machine adds", "program": "what the program adds"}[c.quantity.name]
	switch {
	case !ok:
		return "the job's " + c.name()
	case c.n > 0:
		return fmt.Sprintf("%s at N = %d", part, c.n)
	}
	return part
}
