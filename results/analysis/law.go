package analysis

import "serialfraction/fit"

// otherLaw reports whether the runs decide for a law that S is not a parameter of in
// the sense of Amdahl or Gunther. Then S only sums them up.
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
