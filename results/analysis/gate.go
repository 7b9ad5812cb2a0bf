package analysis

import (
	"serialfraction/fit"
	"serialfraction/results/advice"
)

// A Gate is a condition that sweeps were held to, and what came of it.
type Gate struct {
	Kind      string       `json:"kind"` // "check": the condition must hold; "fail-if": it must not
	Condition string       `json:"condition"`
	Quantity  string       `json:"quantity"`
	Sweep     string       `json:"sweep,omitempty"` // which of several was compared with the first
	Outcome   Outcome      `json:"outcome"`
	Interval  fit.Interval `json:"interval"` // of the quantity or of its change, in its base unit or as a share
	Text      string       `json:"-"`        // the interval in words; empty where there is none

	// Where the outcome is CannotTell: how many repeats would tell, or why no number of
	// them would.
	Repeats int    `json:"repeats,omitempty"`
	Why     string `json:"why,omitempty"`

	// FirstLook says that Repeats are no estimate: there are so few runs that their
	// scatter is hardly known, and so many would show it.
	FirstLook bool `json:"first_look,omitempty"`
}

// AdvisedRepeats returns how many repeats the verdict asks for, 0 where it asks for none.
func (a *Report) AdvisedRepeats() int {
	for _, said := range advice.At(advice.Verdict, a.Advice) {
		if said.Need.Repeats > 0 {
			return said.Need.Repeats
		}
	}
	return 0
}

// Outcome is what came of a gate.
type Outcome string

// The outcomes.
const (
	Passes     Outcome = "passes"      // proved to be as it should
	Fails      Outcome = "fails"       // proved to be as it should not
	CannotTell Outcome = "cannot tell" // the interval lies on both sides of the bound, or there is none
)
