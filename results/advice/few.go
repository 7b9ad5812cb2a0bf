package advice

import (
	"cmp"
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// CPUs returns a count of CPUs in words, and where they are: "the 2 CPUs of this machine". on is "" for
// those "that this process may use".
func CPUs(n float64, on string) string {
	return fmt.Sprintf("the %.3g %s %s", n, wording.Plural(n, "CPU"), cmp.Or(on, "that this process may use"))
}

// OneTimed is the fact that a sweep timed a single N.
type OneTimed struct{ Workers int } // the N

// Code returns the kind fit.TooFewLoads.
func (OneTimed) Code() Code { return Code(fit.TooFewLoads) }

// Message names the N, and those to sweep.
func (o OneTimed) Message() string {
	return fmt.Sprintf("only N = %d was timed, and a serial fraction needs two N; sweep again with N = 1, 2, 4", o.Workers)
}

// Need returns the usual N.
func (OneTimed) Need() Need { return Need{Workers: []float64{1, 2, 4}} }

// FewWithin is the fact that fewer than two N fit on the CPUs.
type FewWithin struct {
	Workers []int // the N that fit
	More    More
}

// Code returns the kind fit.TooFewLoads.
func (FewWithin) Code() Code { return Code(fit.TooFewLoads) }

// Message explains how to get more N than fit on the CPUs.
func (f FewWithin) Message() string {
	which := "no N is"
	if len(f.Workers) == 1 {
		which = fmt.Sprintf("only N = %d is", f.Workers[0])
	}
	return fmt.Sprintf("%s %s, and a serial fraction needs two N; %s", which, f.More.where(), f.More.next())
}

// Need returns a sweep of paced rows, if rows can be paced.
func (f FewWithin) Need() Need { return f.More.need() }

// TwoWithin is the fact that only two N were fitted because no more fit on the CPUs.
type TwoWithin struct {
	Workers []int
	More    More
}

// Code returns the kind fit.TwoLoads.
func (TwoWithin) Code() Code { return Code(fit.TwoLoads) }

// Message explains what two N leave open, and how to get more.
func (t TwoWithin) Message() string {
	return fmt.Sprintf("only two N (%s), because no more fit %s: they give S, but no check of the law; %s", number.List(t.Workers), t.More.where(), t.More.next())
}

// Need returns a sweep of paced rows, if rows can be paced.
func (t TwoWithin) Need() Need { return t.More.need() }

// NoOneYet is the fact that no run at N = 1 has finished.
type NoOneYet struct {
	Failed     string // the error that ended the sweep, which includes what to do; "" = none
	Unfinished bool   // the sweep was cut off, or is still running
	Unasked    bool   // it was to have no runs at N = 1
}

// Code returns the kind fit.NoOne.
func (NoOneYet) Code() Code { return Code(fit.NoOne) }

// Message explains why there is no figure without such a run.
func (n NoOneYet) Message() string {
	const what = "no timed run at N = 1 has finished, and every figure is relative to it"
	switch {
	case n.Failed != "":
		return what + ": the sweep failed: " + n.Failed
	case n.Unasked:
		return what + "; sweep again, with N = 1 among the others"
	case n.Unfinished:
		return what + ": the sweep was cut off, or is still running; continue it"
	}
	return what + "; sweep again"
}

// Need returns the same sweep again, which always has N = 1, unless it would fail again. One
// that was cut off is better continued, which its file allows.
func (n NoOneYet) Need() Need { return Need{Again: n.Failed == ""} }

// A Sum is an S and the runs that it was computed from.
type Sum struct {
	S       fit.Interval
	Workers []int // N that were fitted, ascending
	Runs    int
}

func (s Sum) on() string {
	return fmt.Sprintf("from N = %d..%d, %s", s.Workers[0], s.Workers[len(s.Workers)-1], wording.Count(s.Runs, "run"))
}

// repeats returns the repeats of each N to advise: twice as many as there are, at least least.
func (s Sum) repeats(least int) int { return max(least, 2*s.Runs/len(s.Workers)) }

func (s Sum) value() string { return number.Fixed(s.S.Value, number.SerialDigits(s.S)) }

// Unbounded is the fact that S has no interval.
type Unbounded struct{ Sum }

// Code returns NoInterval.
func (Unbounded) Code() Code { return NoInterval }

// Message gives S, and the repeats that an interval needs.
func (u Unbounded) Message() string {
	return fmt.Sprintf("S = %s %s, but an interval needs more runs: make %s of each N", u.value(), u.on(), wording.Count(u.Need().Repeats, "repeat"))
}

// Need returns repeats enough for an interval.
func (u Unbounded) Need() Need { return Need{Repeats: u.repeats(10)} }

// Anything is the fact that the interval of S contains every S.
type Anything struct {
	Sum
	Misfit bool // the interval is that wide because the points do not lie on the curve
}

// Code returns AnyS.
func (Anything) Code() Code { return AnyS }

// Message gives the interval, and the repeats that would narrow it.
func (a Anything) Message() string {
	if a.Misfit {
		return fmt.Sprintf("S %s %s: the interval is too wide to be of use, %s", number.SerialAt(a.S), a.on(), offCurve)
	}
	return fmt.Sprintf("S %s %s: the interval is too wide to be of use; make %s of each N on a quieter machine", number.SerialAt(a.S), a.on(), wording.Count(a.Need().Repeats, "repeat"))
}

// Need returns repeats enough to narrow it. The width falls with the root of the repeats, and
// faster where there are few, for then the noise is hardly known.
func (a Anything) Need() Need {
	if a.Misfit {
		return Need{}
	}
	least := 20
	if made, width := a.Runs/len(a.Workers), a.S.Hi-a.S.Lo; made >= 5 && width < widest {
		least = max(least, int(math.Ceil(float64(made)*width*width/(useful*useful))))
	}
	return Need{Repeats: a.repeats(least)}
}

const (
	useful = 0.8 // width of an interval that does not contain every S
	widest = 5   // width beyond which no number of repeats helps, but a quieter machine
)

// NoControl is the fact that the S of the control is unknown.
type NoControl struct{ Runs int } // the control's, at each N

// Code returns ControlUnknown.
func (NoControl) Code() Code { return ControlUnknown }

// Message gives the repeats that would settle it.
func (c NoControl) Message() string {
	return fmt.Sprintf("independent copies: cannot tell their S from these runs; make %s of each N", wording.Count(c.Need().Repeats, "repeat"))
}

// Need returns repeats with the control.
func (c NoControl) Need() Need { return Need{Repeats: max(20, 2*c.Runs), Control: true} }
