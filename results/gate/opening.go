package gate

import (
	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// An opening is, for each end of an interval, why more repeats may not move it; "" = they
// do.
type opening struct{ lo, hi string }

// openings returns the openings of the interval of c's quantity at a level.
func (e *evidence) openings(c Condition, level float64) opening {
	if c.quantity.name == "program" && c.n == 0 {
		return openingOf(e.sample.Program(level))
	}
	if c.divides() && c.n > 0 {
		if share, err := e.sample.OwnedAt(c.quantity.name, c.n); err == nil && share != nil && share.Open {
			return opening{analysis.OpenProgram, analysis.OpenProgram}
		}
	}
	return c.openings(e.sample.Fit)
}

// openingOf returns the opening of the interval of the program's own S.
func openingOf(_ *fit.OwnSerial, open analysis.Open) (o opening) {
	if open.Lo {
		o.lo = analysis.OpenProgram
	}
	if open.Hi {
		o.hi = analysis.OpenProgram
	}
	return o
}

// openings returns the openings of the interval of c's quantity, which only quantities of
// the fit have.
func (c Condition) openings(f *fit.Fit) opening {
	if f == nil || c.quantity.at != overall {
		return opening{}
	}
	if f.Widened {
		const off = compare.OffCurve + ": see the warnings of the report"
		return opening{off, off}
	}
	var o opening
	const law = "the runs do not settle which law holds, and more repeats will not either: sweep to a larger N"
	if f.Blocks != nil { // the interval is that of the blocks, and more of them narrow it
		return o
	}
	_, _, below, above := f.Estimates()
	if below > 0 {
		o.lo = law
	}
	if above > 0 {
		o.hi = law
	}
	switch c.quantity.name {
	case "S":
		return o
	case "max-speedup": // falls as S rises
		return opening{o.hi, o.lo}
	}
	return opening{}
}
