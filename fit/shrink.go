package fit

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Shrunk returns the median of every group of readings, drawn to the mean of all groups as far
// as the scatter within the groups explains what they differ by: by B = τ²/(τ² + v), where v is the
// variance of the group's median and τ² that between groups, estimated from both (the
// empirical Bayes estimate of Efron & Morris 1975, for a heteroscedastic normal). There is at
// least one group, and each has at least one reading. Shrunk sorts the readings of a group.
func Shrunk(groups [][]float64) []float64 {
	middle, noise := make([]float64, len(groups)), make([]float64, len(groups))
	for i, readings := range groups {
		middle[i], noise[i] = medianWithVariance(readings)
	}
	if len(groups) == 1 {
		return middle
	}
	mean, between := stat.MeanVariance(middle, nil)
	between = max(0, between-stat.Mean(noise, nil))
	for i, m := range middle {
		if total := between + noise[i]; total > 0 {
			middle[i] = mean + between/total*(m-mean)
		}
	}
	return middle
}

// medianWithVariance returns the median and, for readings that are normal but for outliers,
// its variance: π/2 of that of the mean, from the median absolute deviation.
func medianWithVariance(readings []float64) (middle, variance float64) {
	slices.Sort(readings)
	middle = halfway(readings)
	apart := make([]float64, len(readings))
	for i, v := range readings {
		apart[i] = math.Abs(v - middle)
	}
	slices.Sort(apart)
	sigma := 1.4826 * halfway(apart)
	return middle, math.Pi / 2 * sigma * sigma / float64(len(readings))
}

// halfway returns the median of sorted values.
func halfway(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
