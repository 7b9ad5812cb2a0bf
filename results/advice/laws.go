package advice

import (
	"errors"
	"fmt"
	"strings"

	"serialfraction/fit"
)

// Curve is a warning that a curve carries.
type Curve struct {
	fit.Warning
	More *More // how to have N beyond the CPUs, where those that it asks for are; nil = they are not
}

// Code is the kind of the warning.
func (w Curve) Code() Code { return Code(w.Kind) }

// Need is the readings that the warning asks for.
func (w Curve) Need() Need {
	if w.More != nil {
		return w.More.need()
	}
	return readings(w.Warning.Need)
}

// Message words a warning of package fit; a kind that has no words of its own is named.
func (w Curve) Message() string {
	first, last, next := w.Loads[0], w.Loads[len(w.Loads)-1], w.Warning.Need
	switch w.Kind {
	case fit.TwoLoads:
		return fmt.Sprintf("two N only (%.4g, %.4g): S, but no check of the law; a third would give one: measure %v", first, last, next)
	case fit.NoOne:
		return fmt.Sprintf("no run at N = 1: T1 is extrapolated from N = %.4g; measure N = 1 too", first)
	case fit.NoRepeats:
		return fmt.Sprintf("no spare runs: S has no interval; make %v", next)
	case fit.NoNoise:
		return "the times agree to the last digit: an interval of no width says nothing about noise; use a finer clock or real runs"
	case fit.OneRunEach:
		return fmt.Sprintf("one run per N: noise and lack of fit cannot be told apart; make %v", next)
	case fit.Misfit:
		return fmt.Sprintf("the points do not lie on the curve of the %s model (lack of fit p = %.2g): the interval is widened to cover it, and the fit sums up N = %.4g..%.4g rather than being a law beyond", w.Model, w.P, first, last)
	case fit.Superlinear:
		return fmt.Sprintf("speed-up beyond linear: S is below 0 by more than its interval; check that N = %.4g does the same work and is not starved of cache or memory", first)
	case fit.KnownOne:
		return fmt.Sprintf("loss %s takes the measured T(1) as the truth: its intervals are two to four times too narrow; those of loss %s are not", w.Loss, fit.LogTime.Name)
	case fit.HeldAtZero:
		return fmt.Sprintf("%s below 0 in the %s model: held at 0 in its curve", strings.Join(w.Params, " and "), w.Model)
	case fit.FarBeyond:
		nearer := fmt.Sprintf("measure nearer, for example N = %.4g", next.Loads[len(next.Loads)-1])
		if w.More != nil {
			nearer = "to measure nearer, " + w.More.next()
		}
		return fmt.Sprintf("N = %.4g is %.3g times the largest measured N (%.4g): the interval knows the noise, not whether the law goes on; %s", w.Load, w.Load/last, last, nearer)
	}
	return string(w.Kind)
}

// Law is a choice among laws that the runs leave open.
type Law struct {
	Sentence string // of the choice
	Open     fit.Warning
	More     *More // how to have N beyond the CPUs, where those that would settle it are; nil = they are not
}

// Code is that of what is open.
func (l Law) Code() Code { return Code(l.Open.Kind) }

// Message is the sentence of the choice and what would settle it.
func (l Law) Message() string {
	if l.More != nil {
		return l.Sentence + "; to settle it, " + l.More.next()
	}
	return l.Sentence + "; to settle it, measure " + l.Open.Need.String()
}

// Need is the N that would settle it.
func (l Law) Need() Need {
	if l.More != nil {
		return l.More.need()
	}
	return readings(l.Open.Need)
}

// Unfit is an error of a fit: no law goes through the runs.
type Unfit struct {
	Err  error
	More *More // how to have N beyond the CPUs, where those that it asks for are; nil = they are not
}

// Code is the kind of what package fit cannot tell, if it says that.
func (u Unfit) Code() Code {
	if undetermined := new(fit.Undetermined); errors.As(u.Err, &undetermined) {
		return Code(undetermined.Kind)
	}
	return Unfitted
}

// Message is the error.
func (u Unfit) Message() string {
	if undetermined := new(fit.Undetermined); u.More != nil && errors.As(u.Err, &undetermined) {
		return undetermined.What + "; " + u.More.next()
	}
	return u.Err.Error()
}

// Need is the readings that the error asks for.
func (u Unfit) Need() Need {
	if u.More != nil {
		return u.More.need()
	}
	if undetermined := new(fit.Undetermined); errors.As(u.Err, &undetermined) {
		return readings(undetermined.Need)
	}
	return Need{}
}
