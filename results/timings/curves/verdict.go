package curves

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// stands returns the N and the number of runs that a sentence is based on, to follow it.
func (y *seriesFit) stands(c *fit.Curve) string {
	runs := c.Runs
	if y.added {
		runs--
	}
	return fmt.Sprintf(" [N = %.4g..%.4g, %s]", c.Loads[0], c.Loads[len(c.Loads)-1], wording.Count(runs, "run"))
}

// exact bounds a difference from 0 or 1 that is no more than the rounding of float64.
const exact = 1e-9

// qualify replaces a verdict that would be true but useless: of an S that can be anything,
// or of no S at all.
func (y *seriesFit) qualify(a *Analysis, c *fit.Curve) {
	s := a.SerialFraction
	switch {
	case s == nil:
	case number.Unknown(*s):
		a.Claims = nil
		a.cannotTell(advice.AnySerial{
			Text: number.Fixed(s.Value, number.SerialDigits(*s)), Stand: y.stands(c), Once: c.Runs == len(c.Loads), Misfit: c.Widened,
		})
	case math.Abs(s.Lo) < exact && math.Abs(s.Hi) < exact:
		a.Claims = []fit.Claim{{Kind: fit.Straight}}
		a.Verdict = "speed-up is linear to the last digit: no serial part is seen" + y.stands(c)
	}
}

// best returns the largest speed-up of a point, also of one that is not fitted, relative to
// the readings at N = 1; zero where there is none.
func (y *seriesFit) best() fit.Interval {
	l := y.byN()
	one := l.measuredOne()
	var best fit.Interval
	if l.err != nil || one == nil {
		return best
	}
	for i, n := range l.loads {
		if up := quotient(*one, l.at[i].Seconds); n > 1 && up.Value > best.Value {
			best = up
		}
	}
	best.Lo = max(0, best.Lo)
	return best
}

// superlinear is the efficiency from which a point counts as faster than linear. Clocks
// and caches explain a smaller excess.
const superlinear = 1.02

// warnSuperlinear names the points that are faster than N times one worker.
func (y *seriesFit) warnSuperlinear(a *Analysis) {
	if len(a.Points) == 0 || a.Points[0].Workers != 1 && !y.added {
		return // against an extrapolated T(1) nothing is faster than linear
	}
	var at []float64
	for _, p := range a.Points {
		if p.Efficiency == nil || *p.Efficiency < superlinear || p.Speedup.Lo > 0 && p.Speedup.Lo < p.Workers {
			continue
		}
		at = append(at, p.Workers)
	}
	if len(at) > 0 {
		a.warn(advice.FasterThanN{Workers: at})
	}
}
