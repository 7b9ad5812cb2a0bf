package fit

import (
	"math"
	"slices"
)

// A Spread estimates the noise of quantities computed from runs. Each quantity is a sum
// over the points N of the trimmed mean of a term that every run has. A Spread is
// read-only and may be shared.
type Spread struct {
	groups []group
	runs   int
}

// NewSpread returns the Spread of the runs obs.
func NewSpread(obs []Observation) (*Spread, error) {
	if err := checkObservations(obs, 0.95); err != nil {
		return nil, err
	}
	return &Spread{groupByLoad(Readings(obs)), len(obs)}, nil
}

// Estimate returns value with its standard error. value is a quantity with the linear part
// Σ_N mean(terms at N), where the mean is [TrimmedMean] in the order of the runs' times.
// terms is parallel to the runs.
//
// Where the terms are the times themselves, the variance is that of a trimmed mean by
// Tukey & McLaughlin (1963), SSD_w/(h(h−1)). For other terms, a run that is trimmed for
// its time counts with the value of the regression of the terms on log time at the edge
// of the trimming: that is the influence function of such a mean. A term that does not
// depend on the time thus has the variance of the mean over the runs kept, s²/h. Each
// point has its own scatter (Welch 1947; Satterthwaite 1946). A point with one run, or
// with equal terms, counts as without scatter, unless every point is such.
func (s *Spread) Estimate(value float64, terms []float64) Estimate {
	if len(terms) != s.runs {
		panic("fit: Estimate: one term per run")
	}
	var variances, dfs []float64
	for _, g := range s.groups {
		if v := g.variance(terms); v > 0 {
			variances, dfs = append(variances, v), append(dfs, keptDF(len(g.index)))
		}
	}
	if len(variances) == 0 {
		return Estimate{Value: value}
	}
	e := Estimate{Value: value}
	e.SE, e.DF = satterthwaite(variances, dfs)
	return e
}

// variance returns the variance of the trimmed mean of the terms of a group.
func (g group) variance(terms []float64) float64 {
	lo, hi := quarterKept(len(g.index))
	h := float64(hi - lo)
	if h < 2 {
		return 0
	}
	y := make([]float64, len(g.index))
	for i, run := range g.index {
		y[i] = terms[run]
	}
	if lo > 0 {
		x := g.transformed(math.Log)
		line := regression(x, y)
		below, above := line(x[lo]), line(x[hi-1])
		for i := range lo {
			y[i], y[hi+i] = below, above
		}
	}
	ss, _ := squares(y)
	return ss / (h * (h - 1))
}

// keptDF returns the degrees of freedom of the scatter of n runs in [TrimmedMean].
func keptDF(n int) float64 {
	lo, hi := quarterKept(n)
	df := float64(hi - lo - 1)
	if lo > 0 {
		df *= 0.85
	}
	return df
}

// Locations returns, by N, the trimmed mean at N of terms, one for each run. The runs that
// are trimmed are those with the longest and the shortest times, not the largest terms.
func (s *Spread) Locations(terms []float64) map[int]float64 {
	at := map[int]float64{}
	for _, g := range s.groups {
		sum := 0.0
		lo, hi := quarterKept(len(g.index))
		for _, run := range g.index[lo:hi] {
			sum += terms[run] / float64(hi-lo)
		}
		at[int(g.load)] = sum
	}
	return at
}

// Centre returns the trimmed mean of x with its standard error, for numbers of either sign
// such as the differences of pairs. It neither keeps nor changes x. With fewer than two
// numbers the standard error is unknown.
func Centre(x []float64) Estimate {
	sorted := slices.Sorted(slices.Values(x))
	if len(sorted) == 0 {
		return Estimate{Value: math.NaN()}
	}
	e := Estimate{Value: TrimmedMean.location(sorted)}
	if len(sorted) < 2 {
		return e
	}
	ss, df := winsorised(sorted)
	if ss == 0 {
		return e
	}
	return Estimate{e.Value, math.Sqrt(ss / df / quarterSize(len(sorted))), df}
}

// regression returns the least-squares line of y on x.
func regression(x, y []float64) func(float64) float64 {
	mx, my := mean(x), mean(y)
	var sxx, sxy float64
	for i := range x {
		sxx += (x[i] - mx) * (x[i] - mx)
		sxy += (x[i] - mx) * (y[i] - my)
	}
	slope := 0.0
	if sxx > 0 {
		slope = sxy / sxx
	}
	return func(at float64) float64 { return my + slope*(at-mx) }
}

// Terms returns the terms that [Spread.Estimate] needs for the noise of Charge(values),
// one for every run that was fitted: the part of the cause itself, and that of T1, the
// unit of the charge. values is parallel to the observations that were fitted. The knee
// of a capped law is taken as known; for the noise of S as a whole use [Fit.Estimates].
func (f *Fit) Terms(values []float64) []float64 {
	share := f.Charge(values)
	c := f.curve
	first := runWeights(c, 0)
	t1 := c.signed.coef[0]
	terms := make([]float64, len(values))
	for _, g := range c.groups {
		var w, w1 float64
		for _, run := range g.index {
			w += f.charge[run]
			w1 += first[run]
		}
		for i, run := range g.index {
			terms[run] = (w*values[run] - share*w1*g.seconds[i]) / t1
		}
	}
	return terms
}

// T1Terms returns the terms of log T1, as Terms does those of a charge.
func (f *Fit) T1Terms() []float64 {
	c := f.curve
	first := runWeights(c, 0)
	terms := make([]float64, len(first))
	for _, g := range c.groups {
		w := 0.0
		for _, run := range g.index {
			w += first[run]
		}
		for i, run := range g.index {
			terms[run] = w * g.seconds[i] / c.signed.coef[0]
		}
	}
	return terms
}

// Estimates returns log T1 and S with the standard errors of the fit, which come from the
// lack of fit where the interval is widened by it. below and above are how far the
// interval of S reaches beyond the part that noise explains, because the runs do not
// settle the law; see [Fit.Open].
func (f *Fit) Estimates() (logT1, s Estimate, below, above float64) {
	of := func(p Param, scale float64) Estimate {
		e := Estimate{Value: p.Estimate.Value}
		if p.SE != nil && f.curve.noise.df > 0 && *p.SE > 0 {
			e.SE, e.DF = *p.SE/scale, f.curve.noise.df
		}
		return e
	}
	logT1 = of(f.curve.Params[0], f.T1.Value)
	logT1.Value = math.Log(f.T1.Value)
	own := f.curve.Params[1]
	s = of(own, 1)
	return logT1, s, beyondNoise(own.Estimate.Lo - f.SerialFraction.Lo), beyondNoise(f.SerialFraction.Hi - own.Estimate.Hi)
}
