package fit

import (
	"fmt"
	"math"
)

// An Observation is one timed run.
type Observation struct {
	Workers int     // N, at least 1
	Seconds float64 // wall time, above 0 and finite
}

func checkLevel(level float64) error {
	if !(level > 0 && level < 1) {
		return fmt.Errorf("confidence level %v: use a number between 0 and 1, for example 0.95", level)
	}
	return nil
}

func checkObservations(obs []Observation, level float64) error {
	if err := checkLevel(level); err != nil {
		return err
	}
	if len(obs) == 0 {
		return noRuns()
	}
	for i, o := range obs {
		if o.Workers < 1 {
			return fmt.Errorf("run %d has %d workers: N starts at 1, correct or remove the row", i+1, o.Workers)
		}
		if !(o.Seconds > 0) || math.IsInf(o.Seconds, 1) {
			return fmt.Errorf("run %d (N = %d) took %v s: a time is above 0 and finite, correct or remove the row", i+1, o.Workers, o.Seconds)
		}
		if float64(o.Workers) > mostLoad || o.Seconds < 1/mostSeconds || o.Seconds > mostSeconds {
			return fmt.Errorf("run %d (N = %d, %g s) is out of range: check its unit, or correct or remove the row", i+1, o.Workers, o.Seconds)
		}
	}
	return nil
}
