package fit

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// A Middle is what readings of one quantity have in the middle.
type Middle struct {
	Value   float64
	Reading float64 // variance of one reading
	Error   float64 // variance of Value by the scatter of the readings
}

// MedianOf returns the median of readings. The variances are those of a normal with outliers, from
// the median absolute deviation, which of few readings is too small (Croux & Rousseeuw 1992). It
// sorts the readings, of which there is at least one.
func MedianOf(readings []float64) Middle {
	slices.Sort(readings)
	middle := halfway(readings)
	apart := make([]float64, len(readings))
	for i, v := range readings {
		apart[i] = math.Abs(v - middle)
	}
	slices.Sort(apart)
	n := float64(len(readings))
	sigma := 1.4826 * halfway(apart) * n / max(1, n-0.8)
	if k := len(readings) - 2; k >= 0 && k < len(ofFew) {
		sigma = 1.4826 * halfway(apart) * ofFew[k]
	}
	return Middle{middle, sigma * sigma, min(1, math.Pi/2/n) * sigma * sigma}
}

// ofFew are what the median absolute deviation of 2, 3, … readings is too small by, as factors.
var ofFew = []float64{1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107}

// MeanOf returns the mean of readings, of which there is at least one.
func MeanOf(readings []float64) Middle {
	if len(readings) == 1 {
		return Middle{Value: readings[0]}
	}
	mean, variance := stat.MeanVariance(readings, nil)
	return Middle{mean, variance, variance / float64(len(readings))}
}

// DrawnTogether returns the middles of groups drawn to their mean as far as their errors explain what
// they differ by: by B = τ²/(τ² + σ²), where σ² is the variance of the error of a middle, and τ²
// what the middles vary by beyond the mean σ² (the empirical Bayes estimate of Efron & Morris
// 1975, for a heteroscedastic normal). Beside the scatter of its readings a middle has an error that
// all its readings have alike, which is apart times the standard deviation of one of them.
func DrawnTogether(groups []Middle, apart float64) []float64 {
	values, noise := make([]float64, len(groups)), make([]float64, len(groups))
	for i, g := range groups {
		values[i], noise[i] = g.Value, g.Error+apart*apart*g.Reading
	}
	if len(groups) == 1 {
		return values
	}
	mean, between := stat.MeanVariance(values, nil)
	between = max(0, between-stat.Mean(noise, nil))
	for i, v := range values {
		if total := between + noise[i]; total > 0 {
			values[i] = mean + between/total*(v-mean)
		}
	}
	return values
}

// halfway returns the median of sorted values.
func halfway(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
