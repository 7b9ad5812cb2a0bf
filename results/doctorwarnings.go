package results

import (
	"slices"

	"serialfraction/results/advice"
)

// probeWarnings says what was measured of the machine before the first run that the
// runs themselves do not tell. That was short, so only what is bad in it is said.
func (s *study) probeWarnings() (w []advice.Fact) {
	h := &s.file.Header
	if h.Probe == nil || h.Engine == simEngine {
		return nil
	}
	var found []Finding
	if h.Pace > 0 {
		found = sleepFindings(h.Probe)
	} else if slices.Max(h.Workers) > 1 {
		found = h.Probe.spinFindings(h.Machine)
	}
	waited := slices.ContainsFunc(s.fitted.workers(), func(n int) bool {
		return slices.Contains(s.fitted.evidence(n), flagInterference)
	})
	if in := h.Probe.Interference; in != nil && h.Pace == 0 && !waited && in.lost() >= glanceLost {
		found = append(found, in.gapFinding())
	}
	for _, f := range found {
		if f.Verdict == GradeBad {
			w = append(w, advice.Probe{Check: f.Check, Measured: f.Measured, Effect: f.Effect, Advice: f.Advice, Without: f.Need})
		}
	}
	return w
}
