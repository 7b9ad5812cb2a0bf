package advice

import (
	"fmt"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// CPUs is "the 2 CPUs that this process may use".
func CPUs(n float64) string {
	return fmt.Sprintf("the %.3g %s that this process may use", n, wording.Plural(n, "CPU"))
}

// OneTimed says that a sweep had one N only.
type OneTimed struct{ Workers int }

// Code is that of too few N.
func (OneTimed) Code() Code { return Code(fit.TooFewLoads) }

// Message says that S needs two N.
func (o OneTimed) Message() string {
	return fmt.Sprintf("only N = %d was timed, and a serial fraction needs two; sweep again with N = 1, 2, 4", o.Workers)
}

// Need is the usual N.
func (OneTimed) Need() Need { return Need{Workers: []float64{1, 2, 4}} }

// FewWithin says that fewer than two N fit on the CPUs.
type FewWithin struct {
	Workers []int // that do
	More    More
}

// Code is that of too few N.
func (FewWithin) Code() Code { return Code(fit.TooFewLoads) }

// Message says how to have more N than CPUs.
func (f FewWithin) Message() string {
	which := "no N is"
	if len(f.Workers) == 1 {
		which = fmt.Sprintf("only N = %d is", f.Workers[0])
	}
	return fmt.Sprintf("%s %s, and a serial fraction needs two; %s", which, f.More.where(), f.More.next())
}

// Need is a sweep of paced rows, if they can be.
func (f FewWithin) Need() Need { return f.More.need() }

// TwoWithin says that two N were fitted because no more fit on the CPUs.
type TwoWithin struct {
	Workers []int
	More    More
}

// Code is that of two N.
func (TwoWithin) Code() Code { return Code(fit.TwoLoads) }

// Message says what two N cannot tell, and how to have more.
func (t TwoWithin) Message() string {
	return fmt.Sprintf("two N only (%s), for no more fit %s: S, but no check of the law; %s", number.List(t.Workers), t.More.where(), t.More.next())
}

// Need is a sweep of paced rows, if they can be.
func (t TwoWithin) Need() Need { return t.More.need() }

// NoOneYet says that no run at N = 1 has finished.
type NoOneYet struct {
	Failed string // what made the sweep fail, which says what to do; "" = nothing
}

// Code is that of no run at N = 1.
func (NoOneYet) Code() Code { return Code(fit.NoOne) }

// Message says why nothing can be said without.
func (n NoOneYet) Message() string {
	if n.Failed != "" {
		return "no timed run at N = 1 has finished, and every figure is relative to it: the sweep failed: " + n.Failed
	}
	return "no timed run at N = 1 has finished, and every figure is relative to it; sweep again, with N = 1 among the others"
}

// Need is the same sweep, which always has N = 1, unless it would fail again.
func (n NoOneYet) Need() Need { return Need{Again: n.Failed == ""} }

// A Sum is what an S stands on.
type Sum struct {
	S       fit.Interval
	Workers []int // N that were fitted, ascending
	Runs    int
}

func (s Sum) on() string {
	return fmt.Sprintf("on N = %d..%d, %d runs", s.Workers[0], s.Workers[len(s.Workers)-1], s.Runs)
}

// repeats are at least so many of each N, and twice as many as there are.
func (s Sum) repeats(least int) int { return max(least, 2*s.Runs/len(s.Workers)) }

func (s Sum) value() string { return number.Fixed(s.S.Value, number.SerialDigits(s.S)) }

// Unbounded says that S has no interval.
type Unbounded struct{ Sum }

// Code is that of no interval.
func (Unbounded) Code() Code { return NoInterval }

// Message says that an interval needs more runs.
func (u Unbounded) Message() string {
	return fmt.Sprintf("S = %s %s, but an interval needs more of them: make %d repeats of each N", u.value(), u.on(), u.Need().Repeats)
}

// Need is repeats enough for an interval.
func (u Unbounded) Need() Need { return Need{Repeats: u.repeats(10)} }

// Anything says that every S is within the interval.
type Anything struct{ Sum }

// Code is that of an S that can be anything.
func (Anything) Code() Code { return AnyS }

// Message says that such an interval tells nothing.
func (a Anything) Message() string {
	return fmt.Sprintf("S %s %s, which says nothing: make %d repeats of each N on a quieter machine", number.SerialAt(a.S), a.on(), a.Need().Repeats)
}

// Need is repeats enough to narrow it.
func (a Anything) Need() Need { return Need{Repeats: a.repeats(20)} }

// NoControl says that the control tells no S.
type NoControl struct{ Runs int } // of each N, that there are

// Code is that of a control that does not tell.
func (NoControl) Code() Code { return ControlUnknown }

// Message says how many repeats would.
func (c NoControl) Message() string {
	return fmt.Sprintf("the machine alone: cannot tell from these runs of independent copies; make %d repeats of each N", c.Need().Repeats)
}

// Need is repeats with the control.
func (c NoControl) Need() Need { return Need{Repeats: max(20, 2*c.Runs), Control: true} }
