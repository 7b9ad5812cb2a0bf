package fit

import (
	"math"
	"slices"
)

// An excess is a shape of what slow runs have more than typical ones: how its size
// depends on N.
type excess func(c *Curve, n float64) float64

// excesses are the shapes that are tried: a wait of the same length at every N, a wait in
// proportion to the time, and a share of the work that some runs do serially and others
// do not, of which N = 1 sees nothing.
var excesses = []excess{
	func(c *Curve, _ float64) float64 { return c.signed.coef[0] },
	func(c *Curve, n float64) float64 { return c.signed.seconds(n) },
	func(c *Curve, n float64) float64 { return c.signed.coef[0] * (1 - 1/n) },
}

// A meanFit is the law fitted to mean times, each weighted by the variance that a shape of
// scatter gives it. All slices are parallel to the N, but weights: by coefficient, then
// by N.
type meanFit struct {
	means   []float64 // seconds
	spread  []float64 // variance of a mean
	typical []float64 // what the scatter of the typical run has of that
	third   []float64 // third cumulant of a mean
	weights [][]float64

	df       float64 // degrees of freedom of the spread
	level, t float64 // of every interval: that of the curve, and TQuantile of it
	kurtosis float64 // of one run, as of n.d. 3
	carriers float64 // how many runs carry the variance of S: (Σq)²/Σq² of their shares q in it
	score    float64 // −2·log likelihood of the shape, up to a constant
}

// newMeanFit is false where the readings determine no variance, or no coefficients.
func newMeanFit(c *Curve, shape excess) (meanFit, bool) {
	v, base := scatter(c, shape)
	f := meanFit{}
	var runs, spare, s2, s3, s4 float64
	for i, g := range c.groups {
		n, m := float64(len(g.seconds)), mean(g.seconds)
		if !(v[i] > 0) {
			return meanFit{}, false
		}
		ss := 0.0
		for _, t := range g.seconds {
			d := (t - m) / math.Sqrt(v[i])
			ss += d * d
			s3 += d * d * d
			s4 += d * d * d * d
		}
		s2 += ss
		f.score += (n-1)*math.Log(v[i]) + ss
		runs, spare = runs+n, spare+n-1
		f.means, f.spread, f.typical = append(f.means, m), append(f.spread, v[i]/n), append(f.typical, base[i]/n)
	}
	if spare < 2 || s4 == 0 {
		return meanFit{}, false
	}
	sd := math.Sqrt(s2 / runs)
	skewness := s3 / runs / (sd * sd * sd)
	f.kurtosis = s4 / runs / (sd * sd * sd * sd)
	for i, g := range c.groups {
		n := float64(len(g.seconds))
		f.third = append(f.third, skewness*math.Pow(v[i], 1.5)/(n*n))
	}
	// A variance whose mean is given has 2n/(kurtosis − 1 − skewness²) degrees of freedom;
	// half of that is found by simulation, for a kurtosis of few runs is too small.
	f.df = spare
	if rest := f.kurtosis - 1 - skewness*skewness; rest > 0 {
		f.df = max(1, min(spare, runs/rest))
	}
	f.level, f.t = c.level, TQuantile(c.level, f.df)
	if !f.solve(c) {
		return meanFit{}, false
	}
	f.carriers = f.carry(c.groups)
	return f, true
}

// scatter is the variance of one run at each N, v = base + u²·shape², and base, the part
// of typical runs: that of the middle of the repeats, in proportion to the time, or what
// the lack of fit of the curve makes of it. u² is fitted to the squares of all N.
func scatter(c *Curve, shape excess) (v, base []float64) {
	relative, _ := typicalScatter(c.groups)
	if c.Widened {
		relative = max(relative, c.noise.ms)
	}
	v, base = make([]float64, len(c.groups)), make([]float64, len(c.groups))
	u := 0.0
	for range 30 { // weights by the variance of the step before; 10 are enough
		num, den := 0.0, 0.0
		for i, g := range c.groups {
			t, x := c.signed.seconds(g.load), shape(c, g.load)
			base[i] = relative * t * t
			v[i] = base[i] + u*x*x
			if !(v[i] > 0) {
				v[i] = t * t
			}
			ss, df := squares(g.seconds)
			w := x * x / (v[i] * v[i])
			num += w * (ss - df*base[i])
			den += w * df * x * x
		}
		u = 0
		if den > 0 {
			u = max(0, num/den)
		}
	}
	for i, g := range c.groups {
		x := shape(c, g.load)
		v[i] = base[i] + u*x*x
	}
	return v, base
}

// solve finds the weights, and widens the spread where the means do not lie on the law.
func (f *meanFit) solve(c *Curve) bool {
	p := len(c.signed.coef)
	var a, y []float64
	for i, n := range c.Loads {
		root := 1 / math.Sqrt(f.spread[i])
		terms := c.signed.model.terms(n, c.signed.bend)
		for _, x := range terms[:p] {
			a = append(a, root*x)
		}
		y = append(y, root*f.means[i])
	}
	q := factor(slices.Clone(a), p)
	if len(y) < p || !q.fullRank() {
		return false
	}
	_, lack := q.fit(a, y)
	gram := q.inverseGram()
	for k := range p {
		row := make([]float64, len(y))
		for i, n := range c.Loads {
			terms := c.signed.model.terms(n, c.signed.bend)
			row[i] = dot(gram[k*p:(k+1)*p], terms[:]) / f.spread[i]
		}
		f.weights = append(f.weights, row)
	}
	if df := float64(len(y) - p); df > 0 && fTail(lack/df, df, f.df) < significance {
		for i := range f.spread {
			f.spread[i] *= max(1, lack/df)
		}
	}
	return dot(f.weights[0], f.means) > 0
}

// carry counts the runs that carry the variance of S: equal shares of it are as many runs.
func (f *meanFit) carry(groups []group) float64 {
	s := dot(f.weights[1], f.means) / dot(f.weights[0], f.means)
	var q1, q2 float64
	for i, g := range groups {
		w := (f.weights[1][i] - s*f.weights[0][i]) / float64(len(g.seconds))
		for _, t := range g.seconds {
			q := w * w * (t - f.means[i]) * (t - f.means[i])
			q1, q2 = q1+q, q2+q*q
		}
	}
	return q1 * q1 / q2
}

// at returns the weights of the law's time at n.
func (f *meanFit) at(c *Curve, n float64) []float64 {
	w := make([]float64, len(f.means))
	terms := c.signed.model.terms(n, c.signed.bend)
	for k, x := range terms[:len(f.weights)] {
		for i := range w {
			w[i] += x * f.weights[k][i]
		}
	}
	return w
}

// A linear is a quantity θ of the means m that solves Σ(a − θ·b)·m = θ·c; b nil is 0.
type linear struct {
	a, b []float64
	c    float64
}

// interval returns the θ that are not rejected: those with ψ² ≤ t²·V(θ), as [MeanTime] has
// it.
func (f *meanFit) interval(l linear) Interval {
	slope := l.c
	if l.b != nil {
		slope += dot(l.b, f.means)
	}
	value := dot(l.a, f.means) / slope
	rejected := func(theta float64) bool {
		psi, v, floor, third := -theta*l.c, 0.0, 0.0, 0.0
		for i, m := range f.means {
			c := l.a[i]
			if l.b != nil {
				c -= theta * l.b[i]
			}
			psi += c * m
			v += c * c * f.spread[i]
			floor += c * c * f.typical[i]
			third += c * c * c * f.third[i]
		}
		return psi*psi > f.t*f.t*max(floor, v-third/v*psi)
	}
	se := 0.0
	for i := range f.means {
		c := l.a[i]
		if l.b != nil {
			c -= value * l.b[i]
		}
		se += c * c * f.spread[i]
	}
	se = math.Sqrt(se) / math.Abs(slope)
	return Interval{value, rejectedFrom(value, -se, rejected), rejectedFrom(value, se, rejected), f.level}
}

// rejectedFrom is where rejection begins on the way from a value in steps that grow from
// a tenth of one; an end beyond 1e6 steps is an infinity.
func rejectedFrom(value, step float64, rejected func(float64) bool) float64 {
	inside, outside := 0.0, 0.1
	for !rejected(value + outside*step) {
		if inside, outside = outside, outside*1.2; outside > 1e6 {
			return math.Inf(int(math.Copysign(1, step)))
		}
	}
	for range 40 {
		if middle := (inside + outside) / 2; rejected(value + middle*step) {
			outside = middle
		} else {
			inside = middle
		}
	}
	return value + outside*step
}
