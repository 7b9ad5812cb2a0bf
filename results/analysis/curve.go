package analysis

import (
	"math"
	"math/bits"

	"serialfraction/fit"
)

// A CurvePoint is the fitted law at an N that need not be whole, with its band.
type CurvePoint struct {
	Workers float64      `json:"workers"`
	Speedup fit.Interval `json:"speedup"`
}

// curveSteps is how many points a curve has each time that N doubles: between two of them a law
// bends by less than a pixel of a picture.
const curveSteps = 4

// grid returns the N at which a curve is given, from 1 to the power of 2 from the largest N timed on.
func grid(largest int) []float64 {
	var ns []float64
	for i := range 1 + curveSteps*bits.Len(uint(max(largest, 1)-1)) {
		ns = append(ns, math.Exp2(float64(i)/curveSteps))
	}
	return ns
}

// curveOf returns the law that S is read from on the grid of the N that were timed, as
// [Point.FittedSpeedup] has it at these.
func curveOf(f *fit.Fit, timed []fit.Point) []CurvePoint {
	var curve []CurvePoint
	for _, n := range grid(timed[len(timed)-1].Workers) {
		curve = append(curve, CurvePoint{n, f.Speedup(n)})
	}
	return curve
}

// peakOf returns the N from which on the chosen law is slower with more workers; nil where there is none.
func peakOf(c *fit.Curve) *fit.Interval {
	peak := c.Peak()
	if math.IsInf(peak.Value, 1) {
		return nil
	}
	return &peak
}
