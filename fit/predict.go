package fit

import "math"

// Seconds returns the time of the curve at a load n > 0 with its confidence band
// (not that of a single run): T(n) ± t·se, cut at 0.
func (c *Curve) Seconds(n float64) Interval { return c.band(c.state, n, 0) }

// band is T(n) with an interval for the curve plus so many single runs' variances.
func (c *Curve) band(st state, n, runs float64) Interval {
	t := c.scale * st.seconds(n)
	i := Interval{max(0, t), 0, math.Inf(1), c.level}
	if c.noise.df <= 0 || math.IsInf(t, 1) {
		return i
	}
	v := c.scale * c.scale * quadratic(st.gram, st.gradient(n))
	if t > 0 {
		slope := c.system.loss.slope(t / c.scale)
		v += runs * c.scale * c.scale / (slope * slope)
	}
	half := tQuantile(c.level, c.noise.df) * math.Sqrt(c.noise.ms*v)
	i.Lo, i.Hi = max(0, t-half), max(0, t+half)
	return i
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// quadratic returns xᵀ·m·x, m row-major.
func quadratic(m, x []float64) float64 {
	s := 0.0
	for i := range x {
		s += x[i] * dot(m[i*len(x):(i+1)*len(x)], x)
	}
	return max(0, s)
}
