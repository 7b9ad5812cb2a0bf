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
	if d == nil || !matters(d) {
		return nil
	}
	return d
}

// programDrift returns how what the program does beside its work changed during the sweep, as
// drift does for the machine.
func (s *study) programDrift() *fit.Drift {
	if s.division == nil {
		return nil
	}
	of := s.division.seconds
	d := s.division.program.Drift(s.fitted.splitRuns(of.overhead, of.work), s.fitted.blocks())
	if d == nil || !matters(d) {
		return nil
	}
	return d
}

// matters reports whether S changed by as much as matters.
func matters(d *fit.Drift) bool {
	by := math.Abs(d.Last.Value - d.First.Value)
	return by > matterLeast && by > matterShare*max(math.Abs(d.First.Value), math.Abs(d.Last.Value))
}

// changed returns the sentences about a machine, and a program, that changed during the sweep.
func changed(machine, program *fit.Drift) string {
	return joined(fromTo("The machine changed during the sweep: S %s in its first third, S %s in its last.", machine),
		fromTo("The program's own S changed during the sweep: S %s in the first third, S %s in the last.", program))
}

func fromTo(sentence string, d *fit.Drift) string {
	if d == nil {
		return ""
	}
	return fmt.Sprintf(sentence, number.Serial(d.First), number.Serial(d.Last))
}
