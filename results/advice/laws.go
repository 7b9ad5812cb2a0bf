package advice

import (
	"errors"
	"fmt"
	"strings"

	"serialfraction/fit"
)

// Curve is a warning of package fit about a fitted curve.
type Curve struct {
	fit.Warning
	More    *More   // how to get the needed N if they are beyond the CPUs; nil = they are not
	Unknown float64 // the largest needed N where nobody knows whether there are CPUs for it; else 0
}

// Code returns the kind of the warning.
func (w Curve) Code() Code { return Code(w.Kind) }

// Need returns the readings that would settle the warning.
func (w Curve) Need() Need {
	if w.More != nil {
		return w.More.need()
	}
	return readings(w.Warning.Need)
}

// Message returns the warning in words, or the name of a kind without words of its own.
func (w Curve) Message() string {
	first, last, next := w.Loads[0], w.Loads[len(w.Loads)-1], w.Warning.Need
	switch w.Kind {
	case fit.TwoLoads:
		return fmt.Sprintf("only two N (%.4g, %.4g): they give S, but no check of the law; for that, measure %v%s", first, last, next, onCPUs(w.Unknown))
	case fit.NoOne:
		return fmt.Sprintf("no run at N = 1: T1 is extrapolated from N = %.4g; measure N = 1 too", first)
	case fit.NoRepeats:
		return fmt.Sprintf("no more runs than the law has parameters: S has no interval; make %v", next)
	case fit.NoNoise:
		return "the times agree to the last digit, so the noise is unknown though the interval has no width; use a finer clock or real runs"
	case fit.OneRunEach:
		return fmt.Sprintf("one run per N: noise and lack of fit cannot be distinguished; make %v", next)
	case fit.Misfit:
		return fmt.Sprintf("the points do not lie on the curve of the %s model (lack of fit p = %.2g): the interval is widened to cover it; the fit describes N = %.4g..%.4g and is no law beyond", w.Model, w.P, first, last)
	case fit.Superlinear:
		return fmt.Sprintf("speed-up beyond linear: S is below 0 by more than its interval; check that N = %.4g does the same work and is not starved of cache or memory", first)
	case fit.KnownOne:
		return fmt.Sprintf("loss %s takes the measured T(1) as exact: its intervals are two to four times too narrow; those of loss %s are not", w.Loss, fit.LogTime.Name)
	case fit.HeldAtZero:
		return fmt.Sprintf("the %s model estimates %s below 0: held at 0 in its curve", w.Model, strings.Join(w.Params, " and "))
	case fit.FarBeyond:
		nearer := fmt.Sprintf("measure nearer, for example N = %.4g", next.Loads[len(next.Loads)-1])
		if w.More != nil {
			nearer = "to measure nearer, " + w.More.next()
		}
		return fmt.Sprintf("N = %.4g is %.3g times the largest measured N (%.4g): the interval covers the noise, but not whether the law still holds there; %s", w.Load, w.Load/last, last, nearer)
	}
	return string(w.Kind)
}

// Law is a choice among laws that the runs do not settle.
type Law struct {
	Sentence string      // describes the choice
	Open     fit.Warning // what is open
	More     *More       // how to get the N that would settle it if they are beyond the CPUs; nil = they are not
	Unknown  float64     // as in [Curve]
}

// Code returns the kind of what is open.
func (l Law) Code() Code { return Code(l.Open.Kind) }

// Message returns the sentence, and what would settle the choice.
func (l Law) Message() string {
	if l.More != nil {
		return l.Sentence + "; to settle it, " + l.More.next()
	}
	return l.Sentence + "; to settle it, measure " + l.Open.Need.String() + onCPUs(l.Unknown)
}

// Need returns the N that would settle the choice.
func (l Law) Need() Need {
	if l.More != nil {
		return l.More.need()
	}
	return readings(l.Open.Need)
}

// Unfit is an error of a fit: no law goes through the runs.
type Unfit struct {
	Err  error
	More *More // how to get the needed N if they are beyond the CPUs; nil = they are not
}

// Code returns the kind of a fit.Undetermined, and Unfitted for another error.
func (u Unfit) Code() Code {
	if undetermined := new(fit.Undetermined); errors.As(u.Err, &undetermined) {
		return Code(undetermined.Kind)
	}
	return Unfitted
}

// Message returns the error, and how to get the N that it needs.
func (u Unfit) Message() string {
	if undetermined := new(fit.Undetermined); u.More != nil && errors.As(u.Err, &undetermined) {
		return undetermined.What + "; " + u.More.next()
	}
	return u.Err.Error()
}

// Need returns the readings that the error names.
func (u Unfit) Need() Need {
	if u.More != nil {
		return u.More.need()
	}
	if undetermined := new(fit.Undetermined); errors.As(u.Err, &undetermined) {
		return readings(undetermined.Need)
	}
	return Need{}
}
