package doctor

import (
	"slices"

	"serialfraction/results"
)

// shortLost is what share of their time busy threads must have lost before a sweep to
// be worth a word: they watch for some 10 ms, of which one gap of a millisecond says
// little of the runs.
const shortLost = 0.1

// Before returns what a sweep will see of what its header has of the machine just before
// the first run: of paced workers, which wait, how late their timers are; of others
// whether N CPUs do the work of N and, unless the runs tell that they waited for CPUs,
// what busy threads lost. That was short, so only what is bad in it is said.
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
