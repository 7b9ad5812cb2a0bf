package analysis

import (
	"slices"

	"serialfraction/fit"
)

// punctual returns the runs of a ledger without the time that late timers of this machine
// added to them; nil where none was late. Pacing simulates slower machines, which would not
// have been late, so lateness is a bias of the instrument. It is measured in every run. It
// may raise S or lower it: timers that are late at N = 1 alone hide a part of S.
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
