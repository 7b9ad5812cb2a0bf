package compare

import (
	"slices"

	"serialfraction/results/analysis"
)

// wakings returns how the sweeps differ in waking their workers, which is a part of spawn, as
// warnings; none where spawn is not in the times that are compared.
func wakings(a, b *side) []string {
	if !slices.Contains(analysis.CauseNames(a.sample.Scope), "spawn") {
		return nil
	}
	var w []string
	if pa, pb := a.file.Header.Parking, b.file.Header.Parking; pa != pb && pa != "" && pb != "" {
		kernel, runtime := a, b
		if pb == "futex" {
			kernel, runtime = b, a
		}
		w = append(w, "the system woke the workers of "+kernel.Name+", and the Go runtime those of "+runtime.Name+", which takes longer, most of all beside other work: a difference in spawn may be of that alone")
	}
	ta, tb := a.timesWaking(), b.timesWaking()
	if a.ProgramSerialFraction != nil && b.ProgramSerialFraction != nil && ta != tb {
		timed, other := a, b
		if tb {
			timed, other = b, a
		}
		w = append(w, "waking the workers is the machine's in "+timed.Name+" and in the program's own S of "+other.Name+", an older file that does not have it by itself: the two differ by that, too")
	}
	return w
}

// timesWaking reports whether every run has the time until its workers ran.
func (s *side) timesWaking() bool {
	for _, r := range s.file.Runs {
		for _, w := range r.Timing.Workers {
			if w.Awake == nil {
				return false
			}
		}
	}
	return true
}
