package gate

import (
	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// An opening is, for each end of an interval, why more repeats may not move it; "" = they
// do.
type opening struct{ lo, hi string }

// A reading is the interval of a quantity, and its opening.
type reading struct {
	fit.Interval
	open opening
}

// openLaw is why more repeats do not move an end that which of two laws holds leaves open.
const openLaw = "the runs do not settle which law holds, and more repeats will not either: sweep to a larger N"

// ofCurve returns the opening of every quantity of a curve that does not pass through its points.
func ofCurve(f *fit.Fit) opening {
	if !f.Widened {
		return opening{}
	}
	const off = compare.OffCurve + ": see the warnings of the report"
	return opening{off, off}
}

// ofS returns the opening of S.
func ofS(f *fit.Fit) opening {
	if f.Widened {
		return ofCurve(f)
	}
	lo, hi := f.Open()
	return opening{whyOpen(false, false, lo), whyOpen(false, false, hi)}
}

// ofCeiling returns the opening of the largest speed-up, which falls as S rises.
func ofCeiling(f *fit.Fit) opening {
	s := ofS(f)
	return opening{s.hi, s.lo}
}

// ofProgram returns the opening of the program's own S. open are the ends that what may be the
// program's or the machine's leaves open.
func ofProgram(own *fit.OwnSerial, open analysis.Open) opening {
	lo, hi := own.Serial().MostlyOpen()
	return opening{whyOpen(open.Lo, own.Widened, lo), whyOpen(open.Hi, own.Widened, hi)}
}

// ofMachine returns the opening of the machine's part, which is what a fit has beyond the program's own
// S. What leaves one end of that open does so with the other end of the machine's part.
func ofMachine(machine fit.Between, f *fit.Fit, own *fit.OwnSerial, open analysis.Open) opening {
	off, law := f.Widened || own.Widened, ofS(f)
	lo, hi := machine.MostlyOpen()
	return opening{
		whyOpen(lo && (open.Hi || law.lo == "" && !own.OpenLaw()), off, lo),
		whyOpen(hi && (open.Lo || law.hi == ""), off, hi),
	}
}

// ofOwner returns the opening of the share of an owner in e(N), of which no law leaves anything open.
func ofOwner(share fit.Between) opening {
	lo, hi := share.MostlyOpen()
	return opening{whyOpen(lo, false, false), whyOpen(hi, false, false)}
}

// whyOpen returns why more repeats may not move an end: what may be the program's or the machine's, a curve
// that is off its points, or the law.
func whyOpen(shared, off, law bool) string {
	switch {
	case shared:
		return analysis.OpenProgram
	case off:
		return compare.OffCurve
	case law:
		return openLaw
	}
	return ""
}
