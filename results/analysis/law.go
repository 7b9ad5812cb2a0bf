package analysis

import (
	"fmt"

	"serialfraction/fit"
)

// otherLaw reports whether the runs decide for a law other than Amdahl's and the USL. S is
// no parameter of such a law, and only summarises the runs.
func otherLaw(choice *fit.Choice) bool {
	if choice == nil || !choice.Decided {
		return false
	}
	switch choice.Curve.Model {
	case fit.AmdahlLaw.Name, fit.USL.Name:
		return false
	}
	return true
}

// byLaw joins what a law makes of S to S: a colon where the runs settle the law, else
// words that leave it open.
func (s *study) byLaw() string {
	if s.choice == nil || s.choice.Open == nil || s.fit.Assumes() != nil { // the condition has what two N leave open
		return ": "
	}
	return fmt.Sprintf(". Cannot tell the law for sure: by the %s model, ", s.choice.Curve.Model)
}
