package fit

import "math"

// peak describes where time is least: n = (above·c / below·c)^power.
type peak struct {
	above, below []float64
	power        float64
}

// Peak returns the number of workers beyond which more of them make the job slower: +Inf
// where time never rises, 0 where it never falls. The peak is a power of a quotient of coefficients, and its
// interval comes from that of Fieller (1954) for the quotient. The upper end is unbounded
// where the data do not exclude that time never rises.
func (c *Curve) Peak() Interval {
	i := Interval{math.Inf(1), 0, math.Inf(1), c.level}
	p := c.state.model.peak
	if p == nil {
		i.Lo = i.Hi
		return i
	}
	if a, b := dot(p.above, c.state.coef), dot(p.below, c.state.coef); b > 0 {
		i.Value = math.Pow(max(0, a/b), p.power)
	}
	if c.t == 0 {
		return i
	}
	st := c.signed
	a, b := dot(p.above, st.coef), dot(p.below, st.coef)
	tt := c.t * c.t * c.noise.ms
	lo, hi := fieller(a, b, tt*quadratic(st.gram, p.above), tt*bilinear(st.gram, p.above, p.below), tt*quadratic(st.gram, p.below))
	i.Lo, i.Hi = math.Pow(max(0, lo), p.power), math.Pow(max(0, hi), p.power)
	i.Lo, i.Hi = min(i.Lo, i.Value), max(i.Hi, i.Value)
	return i
}

// fieller returns the ends of {q > 0: (a − q·b)² ≤ vaa − 2q·vab + q²·vbb}, where the
// v are t² times the variances. That is the confidence set of a/b: its positive part,
// connected upwards from its lower end.
func fieller(a, b, vaa, vab, vbb float64) (lo, hi float64) {
	// A·q² − 2B·q + C ≤ 0
	A, B, C := b*b-vbb, a*b-vab, a*a-vaa
	inf := math.Inf(1)
	d := B*B - A*C
	if d < 0 {
		return 0, inf
	}
	root := math.Sqrt(d)
	if A > 0 {
		return (B - root) / A, (B + root) / A
	}
	// b may be 0: the set is everything but the range between the roots.
	if r := (B - root) / A; C > 0 && r > 0 {
		return r, inf
	}
	return 0, inf
}

// bilinear returns xᵀ·m·y, m row-major.
func bilinear(m, x, y []float64) float64 {
	s := 0.0
	for i := range x {
		s += x[i] * dot(m[i*len(y):(i+1)*len(y)], y)
	}
	return s
}
