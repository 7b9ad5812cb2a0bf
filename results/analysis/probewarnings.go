package analysis

import (
	"slices"

	"serialfraction/results/advice"
	"serialfraction/results/doctor"
)

// probeWarnings warns of what the probe measured of the machine before the first run,
// where the runs themselves do not show it.
func (s *study) probeWarnings() (w []advice.Fact) {
	h := &s.file.Header
	if h.Simulated() {
		return nil
	}
	waited := slices.ContainsFunc(s.fitted.workers(), func(n int) bool {
		return slices.Contains(s.fitted.evidence(n), flagInterference)
	})
	for _, f := range doctor.Before(h, waited) {
		w = append(w, advice.Probe{Check: f.Check, Measured: f.Measured, Effect: f.Effect, Advice: f.Advice, Without: f.Need})
	}
	return w
}
