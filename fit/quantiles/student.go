// Package quantiles has those of Student's distribution, by which the widths of most intervals are made.
// One takes 10 µs to compute, and an analysis asks for the same few again and again, so those that were asked for
// last are kept.
package quantiles

import (
	"math"
	"sync/atomic"

	"gonum.org/v1/gonum/stat/distuv"
)

// Student returns t such that a variable with df degrees of freedom lies within ±t with probability level. Any
// number of goroutines may ask, and get the same to the bit.
func Student(level, df float64) float64 {
	place := &last[placeOf(level, df)]
	if known := place.Load(); known != nil && known.level == level && known.df == df {
		return known.t
	}
	t := distuv.StudentsT{Sigma: 1, Nu: df}.Quantile((1 + level) / 2)
	place.Store(&quantile{level, df, t})
	return t
}

// A quantile is one that was computed.
type quantile struct{ level, df, t float64 }

// last are those that were computed last, each at its place: enough of them for 3 of 4 calls of the tests of
// results/compare, and 5 of 6 of those of results/gate.
var last [1 << placeBits]atomic.Pointer[quantile]

const placeBits = 11

// placeOf returns the place of a quantile.
func placeOf(level, df float64) uint64 {
	const golden = 0x9e3779b97f4a7c15 // 2^64 over the golden ratio, which spreads what differs in a few bits
	return ((math.Float64bits(level)*golden ^ math.Float64bits(df)) * golden) >> (64 - placeBits)
}
