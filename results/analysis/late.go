package analysis

import (
	"slices"

	"serialfraction/fit"
)

// punctual returns the runs of a ledger without what late timers of this machine added
// to them; nil where none was late. Pacing stands for slower machines, which would not
// have been late, so what they add to a paced run or take from its shape is a bias of
// the instrument. It is measured in every run, and may lie on either side: timers that
// are late at N = 1 alone hide a part of S.
func (l *ledger) punctual() []fit.Observation {
	obs, late := slices.Clone(l.obs), false
	for i, e := range l.runs {
		if d := e.Timing.Late.Seconds(); d > 0 && d < obs[i].Seconds {
			obs[i].Seconds -= d
			late = true
		}
	}
	if !late {
		return nil
	}
	return obs
}
