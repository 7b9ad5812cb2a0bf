package fit

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// DrawnTogether returns the median of every group of readings, and the same drawn to the mean of
// all groups as far as the scatter of a reading explains what they differ by: by B = τ²/(τ² + σ²),
// where σ² is the variance of the readings of the group, and τ² what the medians vary by beyond
// the mean σ² (the empirical Bayes estimate of Efron & Morris 1975, for a heteroscedastic
// normal whose groups each have one more error, as large as that of a reading, that all their
// readings have alike). There is at least one group, and each has at least one reading.
// DrawnTogether sorts the readings of a group.
func DrawnTogether(groups [][]float64) (medians, drawn []float64) {
	medians, noise := make([]float64, len(groups)), make([]float64, len(groups))
	for i, readings := range groups {
		medians[i], noise[i] = medianWithVariance(readings)
	}
	drawn = slices.Clone(medians)
	if len(groups) == 1 {
		return medians, drawn
	}
	mean, between := stat.MeanVariance(medians, nil)
	between = max(0, between-stat.Mean(noise, nil))
	for i, m := range medians {
		if total := between + noise[i]; total > 0 {
			drawn[i] = mean + between/total*(m-mean)
		}
	}
	return medians, drawn
}

// medianWithVariance returns the median of readings and, where they are normal but for outliers,
// their variance, from the median absolute deviation.
func medianWithVariance(readings []float64) (middle, variance float64) {
	slices.Sort(readings)
	middle = halfway(readings)
	apart := make([]float64, len(readings))
	for i, v := range readings {
		apart[i] = math.Abs(v - middle)
	}
	slices.Sort(apart)
	sigma := 1.4826 * halfway(apart)
	return middle, sigma * sigma
}

// halfway returns the median of sorted values.
func halfway(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
