package fit

import (
	"math"
	"slices"
)

// MaxSpeedup returns the largest speed-up of a candidate's curve. Its interval allows for
// the same doubts as that of [Choice.SerialParam].
func (ch *Choice) MaxSpeedup(c *Curve) Interval {
	most := ch.maxSpeedup(c)
	if b := c.InBlocks(ch.blocks); b != nil && c.Model == AmdahlLaw.Name {
		most = most.Hull(ceiling(b.SerialFraction))
	}
	if without := ch.without(c); without != nil {
		most = most.Hull(ch.corrected.maxSpeedup(without))
	}
	return most.Raised(c.best()).Raised(ch.beside)
}

// maxSpeedup does what MaxSpeedup does, but ignores the known bias.
func (ch *Choice) maxSpeedup(c *Curve) Interval {
	amdahl, usl := ch.candidate(AmdahlLaw), ch.candidate(USL)
	most := c.Ceiling()
	switch doubtful := ch.doubtful(amdahl, usl); {
	case c.Model == AmdahlLaw.Name:
		p, _ := ch.serialParam(c)
		if most = ceiling(p.Estimate); doubtful {
			most.Lo = min(most.Lo, usl.Curve.leastCeiling())
		}
	case c.Model == USL.Name && doubtful:
		most = most.Hull(ceiling(amdahl.Curve.Params[1].Estimate))
	case c.Model == Saturation.Name: // the capped law with S = 0
		if capped := ch.candidate(Capped); capped.possible && capped.evidence < ch.candidate(Saturation).evidence+decisive {
			most = most.Hull(capped.Curve.Ceiling())
		}
	}
	if c != ch.Curve {
		return most
	}
	for _, r := range ch.rivals {
		if r.Model == USL.Name {
			most.Lo = min(most.Lo, r.Curve.leastCeiling())
		}
		at := r.Curve.Ceiling()
		if r.Model == USL.Name && c.Model == AmdahlLaw.Name {
			at.Hi = most.Hi // S is that of both laws, and overhead only lowers the ceiling
		}
		most = most.Hull(at)
	}
	return most
}

// leastCeiling returns the lower end of the largest speed-up of a law that may or may not have
// a peak: what is reached at some N at least. The curve is the signed one, for an estimate of
// overhead below 0 does not exclude overhead.
func (c *Curve) leastCeiling() float64 {
	least := 1.0
	for n := 2.0; n < farthest; n *= math.Sqrt2 {
		least = max(least, c.speedup(c.signed, n).Lo)
	}
	return least
}

// ceiling returns the largest speed-up of Amdahl's law, 1/S, or +Inf where S is no more
// than rounding.
func ceiling(s Interval) Interval {
	at := func(s float64) float64 {
		if s < 10/farthest {
			return math.Inf(1)
		}
		return 1 / s
	}
	return Interval{at(s.Value), at(s.Hi), at(s.Lo), s.Level}
}

// Raised returns a largest speed-up that contradicts nothing measured: one worker is as
// fast as itself, and any number of them at least as fast as the best speed-up that was
// measured. Where the whole interval of best lies above the value, it is the value.
func (i Interval) Raised(best Interval) Interval {
	if i.Lo <= 0 && math.IsInf(i.Hi, 1) { // no interval
		i.Value = max(1, i.Value)
		return i
	}
	i.Value, i.Lo, i.Hi = max(1, i.Value), max(1, i.Lo), max(1, i.Hi, best.Value)
	if best.Lo > i.Value {
		i.Value = best.Value
	}
	i.Lo = min(max(i.Lo, best.Lo), i.Value)
	return i
}

// best returns the largest measured speed-up, relative to the time at N = 1 that was
// measured or else to that of the curve, with the interval of the noise. The largest of many
// is large by luck too, so that each N has its share of the error (Bonferroni).
func (c *Curve) best() Interval {
	s := c.system
	one, noise := c.state.seconds(1), 0.0
	if at, ok := slices.BinarySearch(s.load, 1); ok {
		one = s.seconds(at)
		noise, _ = c.relative(at)
	}
	up, at := 1.0, -1
	for i, n := range s.load {
		if here := one / s.seconds(i); n > 1 && here > up {
			up, at = here, i
		}
	}
	if at < 0 {
		return Interval{1, 1, 1, c.level}
	}
	v, df := c.relative(at)
	if df <= 0 {
		return Interval{up, 0, math.Inf(1), c.level}
	}
	each := 1 - (1-c.level)/float64(max(1, len(s.load)-1))
	half := TQuantile(each, df) * math.Sqrt(noise+v)
	return Interval{up, up * math.Exp(-half), up * math.Exp(half), c.level}
}

// Largest returns the largest speed-up of a curve whose law was not chosen among others.
// beside is a speed-up measured at an N that was not fitted; the zero value is none.
func (c *Curve) Largest(beside Interval) Interval {
	most := c.Ceiling()
	if c.Model == AmdahlLaw.Name {
		most = ceiling(c.Params[1].Estimate)
	}
	return most.Raised(c.best()).Raised(beside)
}
