package fit

import (
	"cmp"
	"math"
	"slices"
)

// A rival is a law that the readings leave possible beside the chosen one.
type rival struct {
	Candidate
	load   float64 // an N beyond the readings
	apart  float64 // the difference of the two laws there, as a fraction of the time
	unseen bool    // the readings do not show the rival, but they do not exclude it either; apart is the most
}

// lawMatters is the fraction of a time from which another law that explains the readings as
// well leaves the choice open; overheadMatters that from which overhead beside Amdahl's law
// does, of which any interval leaves some.
const (
	lawMatters      = 0.05
	overheadMatters = 0.2
)

// rivalsOf returns the rivals of a law: those that explain the readings as well, the best
// first, then the USL where it is unseen.
func (ch *Choice) rivalsOf(law Candidate) []rival {
	var rivals []rival
	for _, c := range ch.Candidates {
		// Amdahl's law is the usual choice, which another replaces by evidence only.
		if c.Model == law.Model || c.Model == AmdahlLaw.Name || !c.possible || !c.explains(law) || contains(law.Model, c.Model) {
			continue
		}
		if c.Model == USL.Name && law.Model == AmdahlLaw.Name && !(c.Curve.Params[2].Estimate.Lo > 0) {
			continue // it contains Amdahl's law, and so explains all readings as well
		}
		least := lawMatters
		n, apart := whereApart(law.Curve, c.Curve)
		if c.Curve.signed.model.peak != nil && !(c.Curve.Params[len(c.Curve.Params)-1].Estimate.Lo > 0) { // no overhead is seen
			n, least = 2*law.Curve.Loads[len(law.Curve.Loads)-1], overheadMatters
			apart = apartAt(law.Curve, c.Curve, n)
		}
		if apart > least {
			rivals = append(rivals, rival{c, n, apart, false})
		}
	}
	slices.SortStableFunc(rivals, func(a, b rival) int { return cmp.Compare(a.evidence, b.evidence) })
	if n, apart := ch.unseen(law); apart > 0 && !slices.ContainsFunc(rivals, func(r rival) bool { return r.Model == USL.Name }) {
		rivals = append(rivals, rival{*ch.candidate(USL), n, apart, true})
	}
	return rivals
}

// explains reports whether a law explains the readings as well as another. That it has more
// parameters is no evidence against it, unless it contains the other and so cannot explain
// less.
func (c Candidate) explains(law Candidate) bool {
	return c.evidence < law.evidence+supported || !contains(c.Model, law.Model) && c.misfit < law.misfit+supported
}

// contains reports whether a law has another as a special case.
func contains(law, other string) bool {
	switch other {
	case AmdahlLaw.Name:
		return law == USL.Name || law == Capped.Name
	case LinearOverhead.Name:
		return law == USL.Name
	case Saturation.Name:
		return law == Capped.Name
	}
	return false
}

// unseen returns an N beyond the readings and by what fraction a run there may differ from
// the law of a candidate, because the readings do not exclude the overhead of the USL; 0
// where the difference does not matter.
//
// For Amdahl's law that is an upper end of the USL's band far above the curve at twice the
// largest N. With one run at each N other laws are asked too. The noise then is known from
// the residuals alone, where overhead hides, and of N = 1, 2 … 32 the USL has so many
// parameters that AICc prefers any other law. That is no evidence against overhead.
// Residuals that are larger by ten units of information are.
func (ch *Choice) unseen(c Candidate) (n, apart float64) {
	usl := ch.candidate(USL).Curve
	loads := c.Curve.Loads
	if c.Model == USL.Name || usl == nil || c.Model != AmdahlLaw.Name && !c.Curve.once() {
		return 0, 0
	}
	if rise := math.Log(usl.RSS / max(c.Curve.RSS, math.SmallestNonzeroFloat64)); float64(len(loads))*rise > decisive {
		return 0, 0
	}
	least := lawMatters
	if c.Model == AmdahlLaw.Name {
		n, least = 2*loads[len(loads)-1], overheadMatters
		apart = usl.band(usl.signed, n).Hi/c.Curve.Seconds(n).Value - 1
	} else {
		n, apart = whereApart(c.Curve, usl)
	}
	if apart > least {
		return n, apart
	}
	return 0, 0
}

// once reports whether there is one run at each N.
func (c *Curve) once() bool { return c.Runs == len(c.Loads) }

// whereApart doubles the largest N up to 64-fold and returns the first N at which two
// curves are more than 20 % apart, or else the one where they are furthest apart, and the
// difference as a fraction of the time.
func whereApart(a, b *Curve) (n, apart float64) {
	last := a.Loads[len(a.Loads)-1]
	for k := 2.0; k <= 64; k *= 2 {
		if d := apartAt(a, b, k*last); d > apart {
			n, apart = k*last, d
		}
		if apart > 0.2 {
			break
		}
	}
	return n, apart
}

// apartAt returns the difference of two curves at n as a fraction of the shorter time.
func apartAt(a, b *Curve, n float64) float64 {
	ta, tb := a.Seconds(n).Value, b.Seconds(n).Value
	return math.Abs(ta-tb) / max(min(ta, tb), math.SmallestNonzeroFloat64)
}
