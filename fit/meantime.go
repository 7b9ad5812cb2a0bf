package fit

import (
	"cmp"
	"math"
	"slices"
)

// A MeanTime is the law of a curve fitted to the mean times of the same readings: what
// one pays over many runs, where the curve itself is of the typical run. The two are
// apart where few runs are slow, and the trimmed mean leaves just these out. It is
// read-only and may be shared.
//
// The means are fitted by weighted least squares in the time domain, where a mean is
// linear: α = K·m, and S = α_1/α_0. Nothing is assumed of the shape of the noise but
// how its standard deviation depends on N, and for that the scatter of all N is taken
// together: ten runs at one N meet no stall of one run in ten with probability 0.35,
// fifty runs with 0.005. Three such shapes are tried, and the interval holds those of
// all that the readings do not rule out (see [excess]).
//
// With rare slow runs the variance of a mean depends on the mean itself: who saw few of
// them knows too small a mean and too small a scatter. So an interval is made of the
// values that a test with the variance at that value does not reject, as Wilson's (1927)
// is for a share. That variance is
//
//	V(θ) = V − κ3/V·ψ(θ)
//
// where ψ(θ) is what the means are off θ and κ3 the third cumulant of ψ: the regression
// of a variance on its mean (Cov(m, s²) = κ3/n; Johnson 1978). For runs that are slow by
// one amount, or not, it is the score interval of a Poisson rate.
//
// docs/mean.md shows what the intervals hold.
type MeanTime struct {
	SerialFraction Interval // signed, as that of the curve
	T1             Interval // seconds at N = 1
	MaxSpeedup     Interval // 1/S, or that at the peak or knee of the curve

	// Standing is what the mean is to the typical run.
	Standing Standing
	Carriers float64 // how many runs carry the variance of S
	Slow     []SlowRuns
	Need     Need // what would determine the mean; of a MeanUndetermined one only

	curve *Curve
	fits  []meanFit // by the shapes that the readings allow, the likeliest first
}

// A Standing is the relation of S of the mean time to S of the typical run.
type Standing int

// The standings.
const (
	MeanAlike        Standing = iota // no difference is seen, and none that matters is left possible
	MeanApart                        // they differ, or may by as much as matters, and the mean is known
	MeanUndetermined                 // they may differ, and too few runs were slow to know the mean
)

// What a difference of S matters from, as a share of the larger, and how many runs must
// carry the scatter before a mean is taken as known.
const (
	meanMatters  = 0.3
	fewCarriers  = 3
	goodCarriers = 6 // that a need for more runs aims at
)

// MeanTime fits the law of the curve to the mean times. typical is S of the curve, with
// all that its interval allows for. It is nil where nothing determines the noise of a mean:
// no repeats, times that agree exactly, or a law or loss that is not of times in log
// time.
func (c *Curve) MeanTime(typical Interval) *MeanTime {
	if c.system.loss.Name != LogTime.Name || c.signed.model.rate || c.signed.model.Weak || c.signed.model.ratios == 0 {
		return nil
	}
	fits := c.meanFits()
	if len(fits) == 0 {
		return nil
	}
	m := &MeanTime{Carriers: fits[0].carriers, curve: c, fits: fits}
	m.SerialFraction = m.interval(func(f *meanFit) linear { return linear{a: f.weights[1], b: f.weights[0]} })
	own := c.Params[1].Estimate // what typical allows for beyond noise holds of the mean too
	m.SerialFraction.Lo -= beyondNoise(own.Lo - typical.Lo)
	m.SerialFraction.Hi += beyondNoise(typical.Hi - own.Hi)
	m.T1 = m.Seconds(1)
	if peak := c.Peak().Value; math.IsInf(peak, 1) {
		m.MaxSpeedup = ceiling(m.SerialFraction)
	} else {
		m.MaxSpeedup = m.Speedup(max(1, peak))
	}
	m.Standing = m.standing(typical)
	if m.Standing != MeanAlike {
		m.Slow = c.slowRuns()
	}
	if m.Standing == MeanUndetermined {
		each := float64(c.Runs) / float64(len(c.groups))
		m.Need = Need{Runs: int(math.Ceil(each * goodCarriers / m.Carriers))}
	}
	return m
}

// MeanTime returns the mean time by the law that S is read from; nil where the runs
// determine none.
func (f *Fit) MeanTime() *MeanTime { return f.curve.MeanTime(f.SerialFraction) }

// beyondNoise returns by how much one end of an interval lies beyond that of another, given
// their difference d: 0 where it does not, or where either end is unbounded.
func beyondNoise(d float64) float64 {
	if d > 0 && !math.IsInf(d, 1) {
		return d
	}
	return 0
}

// standing compares the mean with the typical run. Either lies outside of the interval
// of the other, or that of the mean reaches so far beyond the typical one that it would
// matter; and the repeats are not just noise.
func (m *MeanTime) standing(typical Interval) Standing {
	mean := m.SerialFraction
	holds := func(i Interval, x float64) bool { return i.Lo <= x && x <= i.Hi }
	differ := !holds(typical, mean.Value) && !holds(mean, typical.Value)
	reach := max(mean.Hi-typical.Hi, typical.Lo-mean.Lo)
	matters := max((typical.Hi-typical.Lo)/2, meanMatters*max(math.Abs(mean.Value), math.Abs(typical.Value)))
	switch {
	case !differ && !(reach > matters), likeNoise(m.curve.groups):
		return MeanAlike
	case m.Carriers < fewCarriers:
		return MeanUndetermined
	}
	return MeanApart
}

// Seconds is the mean time at n workers by the law.
func (m *MeanTime) Seconds(n float64) Interval {
	return m.interval(func(f *meanFit) linear { return linear{a: f.at(m.curve, n), c: 1} })
}

// Throughput is 1/Seconds(n).
func (m *MeanTime) Throughput(n float64) Interval { return m.Seconds(n).Reciprocal() }

// Speedup is the mean time at N = 1 over that at n, by the law.
func (m *MeanTime) Speedup(n float64) Interval {
	if n == 1 {
		return Interval{1, 1, 1, m.curve.level}
	}
	return m.interval(func(f *meanFit) linear { return linear{a: f.at(m.curve, 1), b: f.at(m.curve, n)} })
}

// Curve is the law with the coefficients of the mean, for questions that a curve answers:
// at which N a target is met. Its bands are symmetric; it has no residuals, and what
// it predicts for one further run is not of a mean.
func (m *MeanTime) Curve() *Curve {
	c, f := *m.curve, m.fits[0]
	st := m.curve.signed
	p, width := len(st.coef), st.width()
	st.coef, st.gram = make([]float64, p), make([]float64, width*width)
	for k := range p {
		st.coef[k] = dot(f.weights[k], f.means)
		for l := range p {
			for i, v := range f.spread {
				st.gram[k*width+l] += f.weights[k][i] * f.weights[l][i] * v
			}
		}
	}
	c.signed, c.state = st, st
	c.state.coef = slices.Clone(st.coef)
	for k := range c.state.coef {
		c.state.coef[k] = max(0, st.coef[k])
	}
	c.noise, c.t = variance{ms: 1, df: f.df}, f.t
	c.Params = slices.Clone(c.Params)
	c.Params[0].Estimate, c.Params[1].Estimate = m.T1, m.SerialFraction
	for k := 2; k < p; k++ {
		value, gradient := st.ratio(k)
		half := c.t * math.Sqrt(quadratic(st.gram, gradient))
		c.Params[k].Estimate = Interval{value, value - half, value + half, c.level}
	}
	return &c
}

// PointSeconds is the mean time of the runs at n, whatever the law; false where none was
// fitted.
func (m *MeanTime) PointSeconds(n int) (Interval, bool) {
	return m.point(n, func(_, at int) linear { return linear{a: m.unit(at, 1), c: 1} })
}

// PointSpeedup is the mean time of the runs at N = 1 over that at n.
func (m *MeanTime) PointSpeedup(n int) (Interval, bool) {
	return m.point(n, func(one, at int) linear { return linear{a: m.unit(one, 1), b: m.unit(at, 1)} })
}

// PointKarpFlatt is (N·T(N) − T(1)) / ((N−1)·T(1)) of the mean times at n > 1.
func (m *MeanTime) PointKarpFlatt(n int) (Interval, bool) {
	return m.point(n, func(one, at int) linear {
		a := m.unit(at, float64(n))
		a[one]--
		return linear{a: a, b: m.unit(one, float64(n-1))}
	})
}

// point is an interval of what the means at N = 1 and at n give; one and at are their
// places.
func (m *MeanTime) point(n int, of func(one, at int) linear) (Interval, bool) {
	one, okOne := slices.BinarySearch(m.curve.Loads, 1)
	at, ok := slices.BinarySearch(m.curve.Loads, float64(n))
	if !okOne || !ok {
		return Interval{}, false
	}
	return m.interval(func(*meanFit) linear { return of(one, at) }), true
}

// unit is x at one place among the N and 0 elsewhere.
func (m *MeanTime) unit(at int, x float64) []float64 {
	u := make([]float64, len(m.curve.Loads))
	u[at] = x
	return u
}

// interval is that of a quantity by every shape that is allowed, of which the first has
// the value.
func (m *MeanTime) interval(of func(*meanFit) linear) Interval {
	i := m.fits[0].interval(of(&m.fits[0]))
	for k := range m.fits[1:] {
		f := &m.fits[1+k]
		i = i.Hull(f.interval(of(f)))
	}
	return i
}

// meanFits fits the means by every shape of scatter and keeps those that the readings do
// not rule out. Two shapes are distinguished by twice the difference of their log
// likelihoods, over what the tails of the scatter add to its variance: (kurtosis − 1)/2.
// Twelve is found by simulation: with eight, slow runs in proportion to the time are
// taken for those of one length in one file of ten.
func (c *Curve) meanFits() []meanFit {
	var fits []meanFit
	for _, shape := range excesses {
		if f, ok := newMeanFit(c, shape); ok {
			fits = append(fits, f)
		}
	}
	if len(fits) == 0 {
		return nil
	}
	slices.SortStableFunc(fits, func(a, b meanFit) int { return cmp.Compare(a.score, b.score) })
	const ruledOut = 12
	limit := fits[0].score + ruledOut*max(1, (fits[0].kurtosis-1)/2)
	return slices.DeleteFunc(fits, func(f meanFit) bool { return f.score > limit })
}
