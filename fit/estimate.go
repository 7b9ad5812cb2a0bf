package fit

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// An Estimate is a number with its standard error.
type Estimate struct {
	Value float64
	SE    float64 // 0 = exact
	DF    float64 // degrees of freedom of SE; +Inf where SE is exact or known, 0 where SE is unknown
}

// Exactly returns an estimate without error.
func Exactly(x float64) Estimate { return Estimate{x, 0, math.Inf(1)} }

// SampleMean returns the mean of x with its standard error, that of a mean of independent numbers. It
// is unknown where there are fewer than two, or all are the same; numbers that are all 0 are
// exact.
func SampleMean(x []float64) Estimate {
	switch {
	case len(x) == 0:
		return Estimate{Value: math.NaN()}
	case len(x) == 1:
		return Estimate{Value: x[0]}
	case slices.Min(x) < slices.Max(x):
		ss, df := squares(x)
		return Estimate{mean(x), math.Sqrt(ss / df / float64(len(x))), df}
	case x[0] == 0:
		return Exactly(0)
	}
	return Estimate{Value: mean(x)} // NaN too
}

// Interval returns Value ± t·SE, unbounded where SE is unknown.
func (e Estimate) Interval(level float64) Interval {
	i := Interval{e.Value, math.Inf(-1), math.Inf(1), level}
	if e.DF > 0 && !math.IsNaN(e.Value) {
		half := e.half(level)
		i.Lo, i.Hi = e.Value-half, e.Value+half
	}
	return i
}

func (e Estimate) half(level float64) float64 {
	if e.SE == 0 {
		return 0
	}
	return student(level, e.DF) * e.SE
}

// Widening returns how many times as wide the interval is at level as at the level than; 1 where SE is
// unknown, and no interval has an end.
func (e Estimate) Widening(level, than float64) float64 {
	if !(e.DF > 0) {
		return 1
	}
	return student(level, e.DF) / student(than, e.DF)
}

// P returns the two-sided probability of a value at least as far from 0, if the truth is
// within bias of 0; 1 where SE is unknown.
func (e Estimate) P(bias float64) float64 {
	far := math.Abs(e.Value) - bias
	switch {
	case !(e.DF > 0) || !(far > 0): // NaN too
		return 1
	case e.SE == 0:
		return 0
	case math.IsInf(e.DF, 1):
		return math.Erfc(far / e.SE / math.Sqrt2)
	}
	return 2 * distuv.StudentsT{Sigma: 1, Nu: e.DF}.CDF(-far/e.SE)
}

// Times returns k times the quantity.
func (e Estimate) Times(k float64) Estimate { return Estimate{e.Value * k, e.SE * math.Abs(k), e.DF} }

// Minus returns the difference from an independent quantity, which may have another
// variance. The variances add up, and their degrees of freedom are
//
//	(v + w)² / (v²/df + w²/df')        (Welch 1947; Satterthwaite 1946)
func (e Estimate) Minus(other Estimate) Estimate {
	d := Estimate{Value: e.Value - other.Value}
	if e.DF > 0 && other.DF > 0 {
		d.SE, d.DF = satterthwaite([]float64{e.SE * e.SE, other.SE * other.SE}, []float64{e.DF, other.DF})
	}
	return d
}

// satterthwaite adds up independent variances, each with its degrees of freedom.
func satterthwaite(variances, dfs []float64) (se, df float64) {
	sum, under := 0.0, 0.0
	for i, v := range variances {
		sum += v
		under += v * v / dfs[i]
	}
	if under == 0 {
		return math.Sqrt(sum), math.Inf(1)
	}
	return math.Sqrt(sum), sum * sum / under
}

// Runs returns the factor, at least 1, by which the number of runs must grow for an
// interval of that level with a half width of at most half, if the noise stays the same.
// It is +Inf where no number is enough or SE is unknown.
func (e Estimate) Runs(level, half float64) float64 {
	if !(half > 0) || !(e.DF > 0) {
		return math.Inf(1)
	}
	enough := func(k float64) bool {
		return Estimate{e.Value, e.SE / math.Sqrt(k), e.DF * k}.half(level) <= half
	}
	lo, hi := 1.0, 1.0
	for !enough(hi) {
		if lo, hi = hi, 2*hi; hi > 1e12 {
			return math.Inf(1)
		}
	}
	for hi-lo > 1e-3*hi {
		if mid := (lo + hi) / 2; enough(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// student returns TQuantile for any degrees of freedom, +Inf included.
func student(level, df float64) float64 {
	if math.IsInf(df, 1) {
		return NormalQuantile(level)
	}
	return TQuantile(level, df)
}
