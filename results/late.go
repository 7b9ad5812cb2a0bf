package results

import "slices"

// allowLateness moves the ends of S and of the most speed-up out to where they would
// be without the late timers of this machine. Pacing stands for slower machines, which
// would not have been late, so what they add to a paced run or take from its shape is
// the instrument's; it is measured in every run, and a bias that is known belongs in
// the interval (JCGM 100:2008, F.2.4.5). It may lie on either side: timers that are
// late at N = 1 alone hide a part of S. The values stay those of the times as they
// were measured.
func (s *study) allowLateness(level float64) {
	obs, late := slices.Clone(s.fitted.obs), false
	for i, e := range s.fitted.entries {
		if d := e.Timing.Late.Seconds(); d > 0 && d < obs[i].Seconds {
			obs[i].Seconds -= d
			late = true
		}
	}
	if !late {
		return
	}
	punctual, _, err := serial(obs, level)
	if err != nil {
		return // of times that leave nothing to fit no bias is known
	}
	s.late = s.fit.SerialFraction.Value - punctual.SerialFraction.Value
	s.fit.SerialFraction = s.fit.SerialFraction.Hull(punctual.SerialFraction)
	s.fit.MaxSpeedup = s.fit.MaxSpeedup.Hull(punctual.MaxSpeedup)
}
