package doctor

import (
	"slices"

	"serialfraction/results"
)

// shortLost is the share of their time that busy threads must have lost before a sweep
// to be worth a finding. They spin for some 10 ms, in which a single gap of a millisecond
// is no evidence about the runs.
const shortLost = 0.1

// Before returns the findings of the short probe that a sweep makes just before its first
// run and keeps in its header. Paced workers wait, so for them it judges how late their
// timers are. For others it judges whether N CPUs do the work of N and, unless the runs
// themselves waited for CPUs, the time that busy threads lost. The probe is short, so only
// findings graded bad are returned.
func Before(h *results.Header, waited bool) (bad []Finding) {
	p := h.Probe
	if p == nil {
		return nil
	}
	var found []Finding
	switch {
	case h.Pace > 0:
		found = sleepFindings(p)
	case slices.Max(h.Workers) > 1:
		found = spinFindings(p, h.Machine)
	}
	if in := p.Interference; in != nil && h.Pace == 0 && !waited && lost(in) >= shortLost {
		found = append(found, gapFinding(in))
	}
	for _, f := range found {
		if f.Verdict == GradeBad {
			bad = append(bad, f)
		}
	}
	return bad
}
