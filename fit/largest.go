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
	switch {
	case c.Model == AmdahlLaw.Name:
		p, _ := ch.serialParam(c)
		most := ceiling(p.Estimate)
		if ch.doubtful(amdahl, usl) && c.once() {
			most.Lo = min(most.Lo, usl.Curve.Ceiling().Lo)
		}
		return most
	case c.Model == USL.Name && ch.doubtful(amdahl, usl):
		return c.Ceiling().Hull(ceiling(amdahl.Curve.Params[1].Estimate))
	}
	if own := ch.candidate(Model{Name: c.Model}); own != nil && own.Curve == c {
		if n, _ := ch.unseen(*own); n > 0 {
			return c.Ceiling().Hull(usl.Curve.Ceiling())
		}
	}
	return c.Ceiling()
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
// measured or else to that of the curve, with the interval of the noise.
func (c *Curve) best() Interval {
	s := c.system
	best := Interval{1, 1, 1, c.level}
	one, noise := c.state.seconds(1), 0.0
	if at, ok := slices.BinarySearch(s.load, 1); ok {
		one = s.seconds(at)
		noise, _ = c.relative(at)
	}
	for i, n := range s.load {
		up := one / s.seconds(i)
		if n <= 1 || up <= best.Value {
			continue
		}
		best = Interval{up, 0, math.Inf(1), c.level}
		if v, df := c.relative(i); df > 0 {
			half := tQuantile(c.level, df) * math.Sqrt(noise+v)
			best.Lo, best.Hi = up*math.Exp(-half), up*math.Exp(half)
		}
	}
	return best
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
