package fit

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"serialfraction/fit/quantiles"
)

// TQuantile returns t such that a Student variable with df degrees of freedom lies
// within ±t with probability level.
func TQuantile(level, df float64) float64 {
	return quantiles.Student(level, df)
}

// NormalQuantile returns z such that a normal variable lies within ±z standard deviations with
// probability level.
func NormalQuantile(level float64) float64 { return distuv.UnitNormal.Quantile((1 + level) / 2) }

// fTail returns the probability that an F variable exceeds f.
func fTail(f, df1, df2 float64) float64 {
	return distuv.F{D1: df1, D2: df2}.Survival(f)
}

// MeanHalfWidth returns half the width of the interval of the mean of independent values, by a
// Student t quantile; +Inf of fewer than two.
func MeanHalfWidth(values []float64, level float64) float64 {
	n := float64(len(values))
	if n < 2 {
		return math.Inf(1)
	}
	mean, sum := 0.0, 0.0
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		sum += (v - mean) * (v - mean)
	}
	return TQuantile(level, n-1) * math.Sqrt(sum/(n-1)/n)
}
