package results

import "serialfraction/fit"

// serial fits the law that S is read from. Where the runs decide for a law of another
// shape, such as a knee, S only sums them up and the most speed-up is that of the law.
func serial(obs []fit.Observation, level float64) (*fit.Fit, *fit.Choice, error) {
	f, choice, err := fit.Serial(obs, estimator, level)
	if err == nil && otherLaw(choice) {
		f.MaxSpeedup = choice.MaxSpeedup(choice.Curve)
	}
	return f, choice, err
}

// otherLaw reports whether the runs decide for a law that S is not a parameter of in
// the sense of Amdahl or Gunther.
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
