package analysis

import (
	"serialfraction/fit"
	"serialfraction/results/advice"
)

// A Gate is a condition on sweeps and its outcome.
type Gate struct {
	Kind      string       `json:"kind"` // "check": the condition must hold; "fail-if": it must not
	Condition string       `json:"condition"`
	Quantity  string       `json:"quantity"`
	Sweep     string       `json:"sweep,omitempty"` // the sweep that was compared with the first, where there are several
	Outcome   Outcome      `json:"outcome"`
	Interval  fit.Interval `json:"interval"` // of the quantity or of its change, in its base unit or as a share
	Text      string       `json:"-"`        // the interval in words; empty where there is none

	// Where the outcome is CannotTell: how many repeats would decide the gate, or why no
	// number of them would.
	Repeats int    `json:"repeats,omitempty"`
	Why     string `json:"why,omitempty"`

	Advice advice.Code `json:"advice,omitempty"` // of the advice of the report that would decide it, where repeats do not

	If string `json:"if,omitempty"` // what rows must do so that the outcome holds: [NothingShared]

	// FirstLook reports whether Repeats is no estimate. There are then so few runs that
	// their scatter is hardly known, and Repeats is the number that would show it.
	FirstLook bool `json:"first_look,omitempty"`
}

// AdvisedRepeats returns how many repeats the verdict advises, 0 where it advises none.
func (a *Report) AdvisedRepeats() int {
	for _, of := range advice.At(advice.Verdict, a.Advice) {
		if of.Need.Repeats > 0 {
			return of.Need.Repeats
		}
	}
	return 0
}

// Outcome is the result of a gate.
type Outcome string

// The outcomes.
const (
	Passes     Outcome = "passes"      // the whole interval meets the condition
	Fails      Outcome = "fails"       // the whole interval violates it
	CannotTell Outcome = "cannot tell" // the interval lies on both sides of the bound, or there is none
)
