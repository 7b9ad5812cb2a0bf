package analysis

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// drift returns how the machine changed during the sweep, where S changed with it by as much
// as matters; nil where it did not, or no machine made the runs.
func (s *study) drift() *fit.Drift {
	if s.fit == nil || s.file.Header.Simulated() {
		return nil
	}
	d := s.fit.Drift(s.all.obs, s.all.blocks())
	if d == nil {
		return nil
	}
	by := math.Abs(d.Last.Value - d.First.Value)
	if by <= matterLeast || by <= matterShare*max(math.Abs(d.First.Value), math.Abs(d.Last.Value)) {
		return nil
	}
	return d
}

// changed returns the sentence about a machine that changed during the sweep.
func changed(d *fit.Drift) string {
	if d == nil {
		return ""
	}
	return fmt.Sprintf("The machine changed during the sweep: S %s in its first third, S %s in its last.", number.Serial(d.First), number.Serial(d.Last))
}
