package gate

import (
	"cmp"
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
)

// A Gate is a condition and whether it must hold.
type Gate struct {
	Kind      string // Check = the condition must hold, FailIf = it must not
	Condition Condition
}

// The kinds of gates, in the words of the command line.
const (
	Check  = "check"
	FailIf = "fail-if"
)

// mayErr is the probability that any interval of a set of gates misses its true value.
const mayErr = 0.05

// Judge judges a sweep by gates whose conditions [ParseValue] returned, and returns an
// outcome for each, in their order. For a sweep that did not finish, has no fit or too few
// repeats, the outcomes are CannotTell with the reason. The sweep is given as its sample, of any level, and
// the report of that, neither of which Judge keeps or changes. At another level, that of a single gate being
// 95 %, the sweep is analysed anew.
func Judge(gates []Gate, s *analysis.Sample, a *analysis.Report) ([]analysis.Gate, error) {
	level := 1 - mayErr/float64(max(1, len(gates)))
	e, err := newEvidence(s, a, level)
	if err != nil {
		return nil, err
	}
	advised := e.analysis.AdvisedRepeats() // so that a gate and a report of its level advise the same number
	var out []analysis.Gate
	for _, g := range gates {
		c := g.Condition
		f, err := e.find(c)
		o := outcome(g, f.interval, err, level, repeats{e.repeats(c), advised}, f.open)
		if err == nil {
			o.Text = f.text
		}
		why := c.side(f.interval, f.moved)
		switch {
		case o.Outcome != analysis.CannotTell || e.hidden(c):
		case err == nil && why != "":
			o.Why, o.Repeats, o.FirstLook = why, 0, false
		case c.quantity.assumes && e.sample.Fit.Assumes() != nil && e.thirdN():
			o.Advice = advice.Code(fit.TwoLoads)
		}
		if o.Outcome != analysis.CannotTell && c.restsOnSharing(f.interval) && e.sample.IfNothingShared() {
			o.If = analysis.NothingShared
		}
		out = append(out, o)
	}
	return out, nil
}

// restsOnSharing reports whether rows that share what they write are against the outcome of a condition
// that i decides: with them the program's part is larger, and the machine's smaller.
func (c Condition) restsOnSharing(i fit.Interval) bool {
	below, ofProgram := i.Value < c.bound, c.quantity.name == "program"
	return c.divides() && below == ofProgram
}

// repeats are the number of repeats that were made at the N of a condition, and the number
// that the report advises; 0 = none.
type repeats struct{ made, advised int }

// outcome returns the outcome of a gate, by the interval i of its quantity or the error
// that describes why there is none.
func outcome(g Gate, i fit.Interval, err error, level float64, runs repeats, open opening) analysis.Gate {
	c := g.Condition
	r := analysis.Gate{Kind: g.Kind, Condition: c.String(), Quantity: c.name(), Outcome: analysis.CannotTell}
	if err != nil {
		r.Why = err.Error()
		r.Interval = fit.Interval{Value: math.NaN(), Lo: math.Inf(-1), Hi: math.Inf(1), Level: level}
		return r
	}
	r.Interval = i
	proved, disproved := c.proved(i), c.disproved(i)
	switch {
	case proved && g.Kind == Check, disproved && g.Kind == FailIf:
		r.Outcome = analysis.Passes
	case proved, disproved:
		r.Outcome = analysis.Fails
	default:
		if r.FirstLook = c.scatterUnknown(i, runs); r.FirstLook {
			r.Repeats = max(cmp.Or(runs.advised, 2*fewRepeats), runs.made+1)
		} else {
			r.Repeats, r.Why = c.enough(i, runs.made, open)
		}
	}
	return r
}

// proved reports whether all of an interval is on the good side of the bound.
func (c Condition) proved(i fit.Interval) bool {
	switch c.op {
	case "<":
		return i.Hi < c.bound
	case "<=":
		return i.Hi <= c.bound
	case ">":
		return i.Lo > c.bound
	}
	return i.Lo >= c.bound
}

// disproved reports whether all of an interval is on the bad side of the bound.
func (c Condition) disproved(i fit.Interval) bool {
	switch c.op {
	case "<":
		return i.Lo >= c.bound
	case "<=":
		return i.Lo > c.bound
	case ">":
		return i.Hi <= c.bound
	}
	return i.Hi < c.bound
}

// mostRepeats is the number of repeats from which on they are not advised.
const mostRepeats = 10_000

// scatterUnknown reports whether the runs are too few to know how much they scatter, so
// that the number of repeats that would settle the gate cannot be estimated. That is so
// for quantities of the fit when the report itself advises repeats, and for runs fewer
// than an estimate takes.
func (c Condition) scatterUnknown(i fit.Interval, runs repeats) bool {
	reach := i.Hi - i.Value
	if c.bound <= i.Value {
		reach = i.Value - i.Lo
	}
	return runs.advised > 0 && c.quantity.at == overall || runs.made < fewRepeats || math.IsInf(reach, 1) && runs.made < 2*fewRepeats
}

// enough returns the number of repeats that would settle the gate, if the estimate stays
// and the interval narrows with the root of their number,
//
//	repeats · (distance of the end / distance of the bound)²
//
// or 0 and the reason why no number of repeats would.
func (c Condition) enough(i fit.Interval, repeats int, open opening) (more int, why string) {
	reach, gap := i.Hi-i.Value, c.bound-i.Value
	if gap <= 0 {
		reach, gap = i.Value-i.Lo, -gap
	}
	switch stays := c.side(i, open); {
	case stays != "":
		return 0, stays
	case !(reach < math.Inf(1)):
		return 0, "the interval has no end on the side of the bound, so no number of repeats can be estimated"
	}
	if need := float64(repeats) * (reach / gap) * (reach / gap); need < mostRepeats {
		return max(int(math.Ceil(need)), repeats+1), ""
	}
	return 0, fmt.Sprintf("the bound is so close to the value that even %d repeats would not settle it: move the bound", mostRepeats)
}

// side returns the opening of the end of an interval on the side of the bound.
func (c Condition) side(i fit.Interval, open opening) string {
	if c.bound <= i.Value {
		return open.lo
	}
	return open.hi
}

// fewRepeats is the number of repeats from which on a trimmed mean trims.
const fewRepeats = 4
