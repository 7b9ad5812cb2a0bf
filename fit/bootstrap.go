package fit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Bootstrap refits the curve to resampled readings and returns an interval for T1 and
// every parameter that is a quotient, in the order of Params: a cross-check of their
// intervals that assumes no form of the noise.
//
// It resamples in two stages, N with replacement and then the repeats of each N (Davison &
// Hinkley 1997, section 3.8), so that lack of fit widens the interval as scatter does.
// With fewer than five N more than coefficients it skips the first stage: a sample
// without the lowest or the highest N is of little use, and with few N most samples are
// such. The interval then covers the noise only. The intervals are expanded percentile
// intervals (Hesterberg 2015, section 3.3): the quantiles lie as far out as the ends of a
// t interval of the same degrees of freedom. A bend stays at its estimate.
//
// A refit is two Gauss–Newton steps from the estimate on normal equations with products
// that are computed once. seed makes the result repeatable. 10,000 refits are usual; fewer
// than 100 are an error, and so is a curve without repeats or of a loss other than
// log-time.
func (c *Curve) Bootstrap(refits int, seed uint64) ([]Interval, error) {
	s := c.system
	switch {
	case refits < 100:
		return nil, fmt.Errorf("%d refits are too few for quantiles: use 10000", refits)
	case !s.loss.weighted:
		return nil, undetermined(OtherLoss, Need{}, "the bootstrap needs loss %s, and this curve has another", LogTime.Name)
	case c.Runs == len(s.load):
		return nil, undetermined(NoRepeats, Need{Runs: repeats}, "one run per N leaves nothing to resample")
	}
	b := newBootstrap(c, seed)
	p := len(c.signed.coef)
	draws := make([][]float64, p)
	for k := range draws {
		draws[k] = make([]float64, 0, refits)
	}
	for range refits {
		coef, ok := b.refit()
		if !ok {
			continue // this sample has no curve
		}
		t1 := coef[0]
		if c.signed.model.rate {
			t1 = 1 / t1
		}
		draws[0] = append(draws[0], t1*c.scale)
		for k := 1; k < p; k++ {
			draws[k] = append(draws[k], coef[k]/coef[0])
		}
	}
	if len(draws[0]) < refits*9/10 {
		return nil, undetermined(UnlikeRefits, Need{Loads: doublings(s.load, len(s.load)+1), Runs: repeats}, "most resampled readings have no curve of this model")
	}
	tail := b.tail(c.level)
	intervals := make([]Interval, p)
	for k, d := range draws {
		slices.Sort(d)
		at := func(q float64) float64 {
			x := q * float64(len(d)-1)
			i := min(int(x), len(d)-2)
			return d[i] + (x-float64(i))*(d[i+1]-d[i])
		}
		intervals[k] = Interval{c.Params[k].Estimate.Value, at(tail), at(1 - tail), c.level}
	}
	return intervals, nil
}

// resample holds what one refit needs, allocated once.
type resample struct {
	rng    *rand.PCG
	p      int
	rate   bool
	points []resamplePoint
	whole  bool // the first stage is left out
	df     float64
	coef   [maxTerms]float64
}

type resamplePoint struct {
	logs   []float64 // ascending
	lo, hi int       // kept part
	even   bool      // all values are kept, so that the mean needs no order
	x      [maxTerms]float64
	weight float64

	counts []uint16 // number of times that each value is in the resample
	times  float64  // number of times that the point is in the resample
	y      float64
}

func newBootstrap(c *Curve, seed uint64) *resample {
	st := c.signed
	b := &resample{rng: rand.NewPCG(seed, 1), p: len(st.coef), rate: st.model.rate}
	copy(b.coef[:], st.coef)
	runs := 0
	for i, g := range c.groups {
		lo, hi := c.estimator.kept(len(g.seconds))
		l := resamplePoint{
			logs: g.transformed(math.Log), lo: lo, hi: hi, even: hi-lo == len(g.seconds),
			weight: c.system.w[i], counts: make([]uint16, len(g.seconds)),
		}
		l.x = st.model.terms(g.load, st.bend)
		b.points = append(b.points, l)
		runs += len(g.seconds)
	}
	spare := len(b.points) - b.p
	b.whole = spare < 5
	b.df = float64(len(b.points) - 1)
	if b.whole {
		b.df = float64(runs - len(b.points))
	}
	return b
}

// tail returns the probability beyond each quantile.
func (b *resample) tail(level float64) float64 {
	return distuv.UnitNormal.CDF(-math.Sqrt((b.df+1)/b.df) * TQuantile(level, b.df))
}

// refit draws a sample and fits it.
func (b *resample) refit() ([maxTerms]float64, bool) {
	n := len(b.points)
	for i := range b.points {
		b.points[i].times = 1
	}
	if !b.whole {
		b.drawPoints(n)
	}
	for i := range b.points {
		if l := &b.points[i]; l.times > 0 {
			l.draw(b.rng)
		}
	}
	coef := b.coef
	for range 2 {
		if !b.step(&coef) {
			return coef, false
		}
	}
	return coef, coef[0] > 0
}

// drawPoints draws until there are more different points than coefficients.
func (b *resample) drawPoints(n int) {
	for {
		for i := range b.points {
			b.points[i].times = 0
		}
		different := 0
		for range n {
			l := &b.points[below(b.rng.Uint64()>>32, n)]
			if l.times == 0 {
				different++
			}
			l.times++
		}
		if different > b.p {
			return
		}
	}
}

// below maps 32 random bits to [0, n).
func below(bits uint64, n int) int { return int(bits * uint64(n) >> 32) }

// draw resamples the repeats. It counts how often each value is drawn, then computes the
// location of the kept part in the order of the values.
func (l *resamplePoint) draw(rng *rand.PCG) {
	n := len(l.logs)
	if l.even {
		sum := 0.0
		for i := 0; i < n; i += 2 {
			u := rng.Uint64()
			sum += l.logs[below(u>>32, n)]
			if i+1 < n {
				sum += l.logs[below(u&math.MaxUint32, n)]
			}
		}
		l.y = sum / float64(n)
		return
	}
	clear(l.counts)
	for i := 0; i < n; i += 2 {
		u := rng.Uint64()
		l.counts[below(u>>32, n)]++
		if i+1 < n {
			l.counts[below(u&math.MaxUint32, n)]++
		}
	}
	seen, sum := 0, 0.0
	for i, count := range l.counts {
		before := seen
		seen += int(count)
		if take := min(seen, l.hi) - max(before, l.lo); take > 0 {
			sum += float64(take) * l.logs[i]
		}
		if seen >= l.hi {
			break
		}
	}
	l.y = sum / float64(l.hi-l.lo)
}

// step makes one Gauss–Newton step in log time. It returns false where a time is not
// positive or the points do not separate the terms.
func (b *resample) step(coef *[maxTerms]float64) bool {
	p := b.p
	var a [maxTerms][maxTerms]float64
	var g [maxTerms]float64
	for i := range b.points {
		l := &b.points[i]
		if l.times == 0 {
			continue
		}
		v := 0.0
		for k := range p {
			v += coef[k] * l.x[k]
		}
		if v <= 0 {
			return false
		}
		r := l.y - math.Log(v)
		if b.rate {
			r = -l.y - math.Log(v)
		}
		w := l.times * l.weight
		r, w = w*r/v, w/(v*v)
		for k := range p {
			g[k] += r * l.x[k]
			for j := range k + 1 {
				a[k][j] += w * l.x[k] * l.x[j]
			}
		}
	}
	// Cholesky: a = l·lᵀ, then forwards and backwards.
	for k := range p {
		for j := range k + 1 {
			s := a[k][j]
			for i := range j {
				s -= a[k][i] * a[j][i]
			}
			if j < k {
				a[k][j] = s / a[j][j]
				continue
			}
			if s <= 1e-12*a[k][k] {
				return false
			}
			a[k][k] = math.Sqrt(s)
		}
		for i := range k {
			g[k] -= a[k][i] * g[i]
		}
		g[k] /= a[k][k]
	}
	for k := p - 1; k >= 0; k-- {
		for i := k + 1; i < p; i++ {
			g[k] -= a[i][k] * g[i]
		}
		g[k] /= a[k][k]
		coef[k] += g[k]
	}
	return true
}
