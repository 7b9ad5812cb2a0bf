package main

import (
	"math"
	"slices"

	"serialfraction/fit"
)

// level is the confidence of every interval.
const level = 0.95

// binomial returns the probability of k of n, each with probability p by itself.
func binomial(k, n int, p float64) float64 {
	if p == 0 || p == 1 {
		return float64(count(float64(k) == p*float64(n)))
	}
	choose := func(n, k int) float64 {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(n - k + 1))
		return a - b - c
	}
	return math.Exp(choose(n, k) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
}

// atMost returns the probability of k of n or fewer.
func atMost(k, n int, p float64) (sum float64) {
	for i := range k + 1 {
		sum += binomial(i, n, p)
	}
	return sum
}

// signTest returns how probable it is that of a number of differences as few or fewer have the
// sign that is rarer, where both signs are equally probable.
func signTest(above, below int) float64 {
	return min(1, 2*atMost(min(above, below), above+below, 0.5))
}

// signInterval returns the median of differences with the interval whose ends are the k-th from
// either side: it holds the median of what they are a sample of with the level that it has,
// exactly, whatever their distribution is. The level is the least that is not below that
// asked for, or with fewer than six differences the highest that there is.
func signInterval(d []float64) fit.Interval {
	n := len(d)
	if n == 0 {
		return fit.Interval{Value: math.NaN(), Lo: math.Inf(-1), Hi: math.Inf(1)}
	}
	d = slices.Sorted(slices.Values(d))
	k := 1
	for 2*atMost(k, n, 0.5) <= 1-level {
		k++
	}
	return fit.Interval{Value: median(d), Lo: d[k-1], Hi: d[n-k], Level: 1 - 2*atMost(k-1, n, 0.5)}
}

// A table passes if in each of its cells least sweeps are right, and in all of them together
// wholeLeast. passes returns how probable that is where each sweep is right with probability p
// by itself.
func passes(cells, sweeps, least, wholeLeast int, p float64) (all float64) {
	sums := []float64{1} // how probable it is that so many are right and no cell has failed
	for range cells {
		next := make([]float64, len(sums)+sweeps)
		for before, prob := range sums {
			for k := least; k <= sweeps; k++ {
				next[before+k] += prob * binomial(k, sweeps, p)
			}
		}
		sums = next
	}
	for right := wholeLeast; right < len(sums); right++ {
		all += sums[right]
	}
	return all
}
