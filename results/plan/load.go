package plan

import (
	"slices"

	"serialfraction/fit"
)

// loaded reports whether other work on the machine made S, so that a quiet one has less of it.
func (b Basis) loaded() bool { return b.Busy != nil && b.Busy.Made }

// least returns the least S that the job may have where nothing else runs.
func (b Basis) least() float64 {
	switch {
	case b.Busy == nil:
		return b.Serial.Lo
	case !b.loaded() && b.Busy.Without != nil:
		return min(b.Serial.Lo, b.Busy.Without.Lo)
	case b.Program == nil:
		return min(b.Serial.Lo, 0)
	}
	return min(b.Serial.Lo, max(0, b.Program.Lo))
}

// most returns the largest S that the job may have where nothing else runs: other work that took
// more of the runs at N = 1 hides some of it.
func (b Basis) most() float64 {
	if b.Busy == nil || b.Busy.Without == nil {
		return b.Serial.Hi
	}
	return max(b.Serial.Hi, b.Busy.Without.Hi)
}

// unloaded returns the least part of Seconds that one worker may need where nothing else runs. Of
// runs that were others without it nothing is known but that they take no longer.
func (b Basis) unloaded() float64 {
	if b.Busy == nil {
		return 1
	}
	share := b.Busy.ShareAt(1)
	if b.Busy.Much(share) {
		return 0
	}
	left := 1 - share
	if b.Own > 0 {
		left = min(left, b.Own)
	}
	return left
}

// here returns the setting of this machine, as far as other work may have made it.
func (s sized) here() setting {
	h := s.measured()
	if s.Busy != nil {
		h.laws = s.unhidden(s.quiet(0))
		h.serial.Lo, h.serial.Hi = min(h.serial.Lo, s.leastSerial), max(h.serial.Hi, s.mostSerial)
		h.one.Lo *= s.leastOne
	}
	return h
}

// measured returns the setting of this machine as it was measured.
func (s sized) measured() setting {
	return setting{on: onThis, laws: s.laws, serial: *s.Serial, one: s.one, log: s.Log}
}

// opened reports whether an outlook is open because of other work alone: by the runs as they were
// measured the answer is another.
func (s sized) opened(o *Outlook, target, limit float64) bool {
	if o.Reachable != CannotTell || o.ofTypical {
		return false
	}
	m, seen := s.measured(), []Measured(nil)
	if m.gain, m.faster = o.Code, o.Faster; s.growth == SameSize {
		seen = s.Measured
	}
	return m.look(target, limit, 0, seen).Reachable != CannotTell
}

// quiet returns the laws of the job. Where other work took of the runs, the lower end of each
// reaches to what a quiet machine may do: Amdahl's law with the least S, and the share of T(1)
// that the setting takes off.
func (s sized) quiet(removed float64) []law {
	if s.Busy == nil {
		return s.laws
	}
	least := fit.Assumed(fit.Interval{Value: s.leastSerial, Lo: s.leastSerial, Hi: s.leastSerial, Level: s.Serial.Level})
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

// hidden reports whether the job may have a larger S where nothing else runs.
func (s sized) hidden() bool { return s.mostSerial > s.Serial.Hi }

// unhidden returns laws whose upper ends reach to Amdahl's law with the largest S that the job may
// have where nothing else runs, where that is more than was measured.
func (s sized) unhidden(laws []law) []law {
	if !s.hidden() {
		return laws
	}
	most := fit.Assumed(fit.Interval{Value: s.mostSerial, Lo: s.mostSerial, Hi: s.mostSerial, Level: s.Serial.Level})
	all := slices.Clone(laws)
	for i, seen := range laws {
		all[i].share = func(n, kernel float64) fit.Interval {
			t := seen.share(n, kernel)
			t.Hi = max(t.Hi, most.Share(n, kernel).Hi)
			return t
		}
	}
	return all
}
