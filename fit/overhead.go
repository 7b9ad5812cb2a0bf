package fit

import "math"

// LinearOverhead has no serial code, but every further worker costs a share of T1, as with
// a coordinator that starts or feeds the workers one by one.
var LinearOverhead = Model{
	Name:    "overhead",
	Formula: "T1·(1/n + overhead·(n−1))",
	Params:  []string{"overhead"},
	Span:    8,
	ratios:  1,
	terms:   func(n, _ float64) [maxTerms]float64 { return [maxTerms]float64{1 / n, n - 1} },
	// −c0/n² + c1 = 0
	peak: &peak{above: []float64{1, 0}, below: []float64{0, 1}, power: 0.5},
}

// LogOverhead has no serial code, but every doubling of the workers costs a share of T1,
// as with a tree of messages.
var LogOverhead = Model{
	Name:    "log-overhead",
	Formula: "T1·(1/n + overhead·log2(n))",
	Params:  []string{"overhead"},
	Span:    8,
	ratios:  1,
	terms:   func(n, _ float64) [maxTerms]float64 { return [maxTerms]float64{1 / n, math.Log2(n)} },
	// −c0/n² + c1/(n·ln 2) = 0
	peak: &peak{above: []float64{math.Ln2, 0}, below: []float64{0, 1}, power: 1},
}
