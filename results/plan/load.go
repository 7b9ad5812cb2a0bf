package plan

import (
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// loaded reports whether other work on the machine made S, so that a quiet one has less of it.
func (b Basis) loaded() bool { return b.Doubt == analysis.OtherWork }

// here returns the setting of this machine.
func (s sized) here() setting {
	h := setting{on: onThis, laws: s.quiet(0), serial: *s.Serial, one: s.one}
	if s.loaded() {
		h.serial.Lo = min(h.serial.Lo, s.least())
	}
	return h
}

// least returns the least S that the program may have on a quiet machine.
func (s sized) least() float64 {
	if s.Program == nil {
		return 0
	}
	return max(0, s.Program.Lo)
}

// quiet returns the laws of the job. Where other work made S, the lower end of each reaches to
// what a quiet machine may do: Amdahl's law with the least S, and the share of T(1) that the
// setting takes off.
func (s sized) quiet(removed float64) []law {
	if !s.loaded() {
		return s.laws
	}
	least := fit.Assumed(fit.Interval{Value: s.least(), Lo: s.least(), Hi: s.least(), Level: s.Serial.Level})
	all := slices.Clone(s.laws)
	for i, seen := range s.laws {
		all[i].share = func(n, kernel float64) fit.Interval {
			t := seen.share(n, kernel)
			t.Lo = min(t.Lo, least.Share(n, kernel).Lo+removed*(1-1/(kernel*n)))
			return t
		}
	}
	return all
}
