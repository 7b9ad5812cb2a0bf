package gate

import (
	"cmp"
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A Gate is a condition and whether it is to hold.
type Gate struct {
	// Kind is Check, the condition must hold, or FailIf, it must not.
	Kind      string
	Condition Condition
}

// The kinds of gates, in the words of the command line.
const (
	Check  = "check"
	FailIf = "fail-if"
)

// mayErr is how often the intervals of a set of gates may miss a true value.
const mayErr = 0.05

// Judge holds a sweep to gates, of conditions that [ParseValue] read, and returns an
// outcome for each, in their order. A sweep that did not come to its end, has no fit
// or too few repeats is no error: its outcomes are that it cannot tell, and why. It is
// an error if f has nothing to analyse.
func Judge(gates []Gate, f *results.File, scope analysis.Scope) ([]analysis.Gate, error) {
	level := 1 - mayErr/float64(max(1, len(gates)))
	e, err := gather(f, scope, level)
	if err != nil {
		return nil, err
	}
	advised := e.analysis.AdvisedRepeats() // the same runs have one answer
	var out []analysis.Gate
	for _, g := range gates {
		c := g.Condition
		i, err := e.interval(c)
		out = append(out, outcome(g, i, err, level, repeats{e.repeats(c), advised}, c.openings(e.sample.Fit)))
	}
	return out, nil
}

// repeats are how many there are of the N of a condition, and how many the report
// advises; 0 = none.
type repeats struct{ made, advised int }

// outcome is what an interval says of a gate, or why there is none.
func outcome(g Gate, i fit.Interval, err error, level float64, runs repeats, open opening) analysis.Gate {
	c := g.Condition
	r := analysis.Gate{Kind: g.Kind, Condition: c.String(), Quantity: c.name(), Outcome: analysis.CannotTell}
	if err != nil {
		r.Why = err.Error()
		r.Interval = fit.Interval{Value: math.NaN(), Lo: math.Inf(-1), Hi: math.Inf(1), Level: level}
		return r
	}
	r.Interval = i
	r.Text = c.write(i)
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

// disproved reports whether all of it is on the other.
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

// mostRepeats is how many repeats are worth typing.
const mostRepeats = 10_000

// scatterUnknown reports whether the runs are so few that their own scatter is hardly
// known, so that no number of repeats can be estimated by it: so the report says of S
// where it advises repeats, or there are fewer than an estimate takes.
func (c Condition) scatterUnknown(i fit.Interval, runs repeats) bool {
	reach := i.Hi - i.Value
	if c.bound <= i.Value {
		reach = i.Value - i.Lo
	}
	return runs.advised > 0 && c.quantity.at == overall || runs.made < fewRepeats || math.IsInf(reach, 1) && runs.made < 2*fewRepeats
}

// enough returns how many repeats would tell, if the estimate stays and the interval
// narrows with the root of their number,
//
//	repeats · (distance of the end / distance of the bound)²
//
// and 0 where none would, or why.
func (c Condition) enough(i fit.Interval, repeats int, open opening) (more int, why string) {
	reach, gap, stays := i.Hi-i.Value, c.bound-i.Value, open.hi
	if gap <= 0 {
		reach, gap, stays = i.Value-i.Lo, -gap, open.lo
	}
	switch {
	case stays != "":
		return 0, stays
	case !(reach < math.Inf(1)):
		return 0, "the interval has no end on the side of the bound"
	}
	if need := float64(repeats) * (reach / gap) * (reach / gap); need < mostRepeats {
		return max(int(math.Ceil(need)), repeats+1), ""
	}
	return 0, fmt.Sprintf("the bound is so close to the value that more than %d repeats would not tell: move the bound", mostRepeats)
}

// fewRepeats is less than what a trimmed mean needs to trim.
const fewRepeats = 4
