package fit

import "math"

// A SharedPart is a part of the overhead that all runs at an N have alike: it was worked out from
// other measurements, so that the scatter of these runs does not have its error.
//
// It is given by estimates in seconds by N, each from other measurements. The runs have their
// mean, or what errs as it does. The error of a single one is unknown; nil is no such part.
type SharedPart []map[int]float64

// sharedErrors are those of a shared part in the log times of the points.
type sharedErrors struct {
	known bool        // false = there is an error, but not how large it is
	df    float64     // of the covariance of the points
	roots [][]float64 // whose outer products add up to it
}

// errors returns the errors of points at these N of y seconds each.
func (p SharedPart) errors(loads, y []float64) sharedErrors {
	g := len(p)
	e := sharedErrors{known: g != 1, df: float64(g - 1)}
	if g < 2 {
		return e
	}
	e.roots = make([][]float64, g)
	for k, n := range loads {
		middle := 0.0
		for _, seconds := range p {
			middle += seconds[int(n)] / float64(g)
		}
		for i, seconds := range p {
			e.roots[i] = append(e.roots[i], (seconds[int(n)]-middle)/y[k]/math.Sqrt(float64(g)*e.df))
		}
	}
	return e
}

// of returns the error of a quantity whose derivatives by the log times are weights.
func (e sharedErrors) of(weights []float64) Estimate {
	if !e.known {
		return Estimate{}
	}
	variance := 0.0
	for _, root := range e.roots {
		variance += dot(root, weights) * dot(root, weights)
	}
	if variance == 0 {
		return Exactly(0)
	}
	return Estimate{0, math.Sqrt(variance), e.df}
}
