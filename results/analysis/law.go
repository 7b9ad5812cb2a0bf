package analysis

import "serialfraction/fit"

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
