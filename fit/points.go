package fit

import "math"

// seconds returns the time of a point.
func (s *system) seconds(i int) float64 { return s.loss.seconds(s.y[i]) }

// relative returns the variance of the log of a point's time with its degrees of freedom,
// from the repeats or, without them, from the residuals; df is 0 where it is unknown. A
// loss that takes residuals as noise all the same is no reason to ignore the repeats.
func (c *Curve) relative(i int) (variance, df float64) {
	s := c.system
	switch {
	case s.pureDF > 0:
		return s.pureSS / s.pureDF / s.w[i], s.pureDF
	case s.logDF > 0:
		return s.logSS / s.logDF / float64(len(c.groups[i].seconds)), s.logDF
	}
	slope := s.loss.slope(s.typic[i]) * s.typic[i]
	return c.noise.ms / s.w[i] / (slope * slope), c.noise.df
}

// above reports whether the log of a quotient of the times of two points is above 0 by
// more than their noise at a level.
func (c *Curve) above(i, j int, log, level float64) bool {
	vi, df := c.relative(i)
	vj, _ := c.relative(j)
	return df > 0 && log > exact && log > TQuantile(level, df)*math.Sqrt(vi+vj) // a quantile takes 20 µs
}

// faster reports whether point j took less time than point i. Its level is that of the
// intervals over all pairs of points together (Bonferroni), because one pair is enough to
// contradict a law.
func (c *Curve) faster(i, j int) bool {
	n := float64(len(c.Loads))
	return c.above(i, j, math.Log(c.system.seconds(i)/c.system.seconds(j)), 1-(1-c.level)/(n*(n-1)/2))
}

// pair returns two points at N of at least from, the first at the lower N, for which a
// relation holds.
func (c *Curve) pair(from float64, holds func(i, j int) bool) (i, j int, ok bool) {
	for j, n := range c.Loads {
		for i := range j {
			if c.Loads[i] >= from && n >= from && holds(i, j) {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// pairBelow returns two points at N up to to where the one at the larger N took longer.
func (c *Curve) pairBelow(to float64) (i, j int, ok bool) {
	return c.pair(0, func(i, j int) bool { return c.Loads[j] <= to && c.faster(j, i) })
}

// beyondLinear reports whether a point is faster than in proportion to N, compared with
// one at a lower N.
func (c *Curve) beyondLinear() bool {
	_, _, ok := c.pair(0, func(i, j int) bool {
		s := c.system
		return c.above(i, j, math.Log(s.seconds(i)*s.load[i]/(s.seconds(j)*s.load[j])), c.level)
	})
	return ok
}
