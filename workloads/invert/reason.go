package invert

import (
	"math"
	"slices"

	"serialfraction/harness"
)

// Why a row has no solution, or not all of it.
var (
	missingValue = harness.Reason{Code: "missing", Text: "a value of its system is missing"}
	infinite     = harness.Reason{Code: "infinite", Text: "a value of its system is infinite"}
	notDefinite  = harness.Reason{Code: "not-positive-definite", Text: "its matrix is not positive definite"}
	zeroByZero   = harness.Reason{Code: "zero-diagonal", Text: "a 0 is divided by a diagonal of 0"}
	overflow     = harness.Reason{Code: "overflow", Text: "its solution overflows"}
)

// notFinite returns the reason of a system that has a value which is no number, nil where
// it has none: of the matrix the lower triangle alone is read.
func notFinite(a, b []float64, k int) *harness.Reason {
	read := slices.Clone(b)
	for i := range k {
		read = append(read, a[i*k:i*k+i+1]...)
	}
	switch {
	case slices.ContainsFunc(read, math.IsNaN):
		return &missingValue
	case slices.ContainsFunc(read, func(v float64) bool { return math.IsInf(v, 0) }):
		return &infinite
	}
	return nil
}

// whyUnsolved returns why [factor.solve] has no solution of a row.
func whyUnsolved(row []float64, k int) *harness.Reason {
	a, b := row[:k*k], row[k*k:]
	if why := notFinite(a, b, k); why != nil {
		return why
	}
	var f factor
	var x [maxSystem]float64
	if !f.solve(x[:k], a, b, k) {
		return &notDefinite
	}
	return &overflow
}

// whyUndivided returns why a row has no full solution by its diagonal.
func whyUndivided(row []float64, k int) *harness.Reason {
	if why := notFinite(row[:k*k], row[k*k:], k); why != nil {
		return why
	}
	return &zeroByZero
}
