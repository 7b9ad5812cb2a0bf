package analysis

import "serialfraction/fit"

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
}

// Outcome is what came of a gate.
type Outcome string

// The outcomes.
const (
	Passes     Outcome = "passes"      // proved to be as it should
	Fails      Outcome = "fails"       // proved to be as it should not
	CannotTell Outcome = "cannot tell" // the interval lies on both sides of the bound, or there is none
)
