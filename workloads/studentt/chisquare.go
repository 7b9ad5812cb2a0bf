package studentt

import (
	"math"

	"serialfraction/workloads/vector"
)

// nearlyNormal is a number of degrees of freedom, within the central range, at which Student's
// distribution agrees with the normal one to the last bit.
const nearlyNormal = centralMaxDF

// ChiSquare sets p to P(X > x) for chi-square X with one degree of freedom: the
// two-sided p of √x under the normal distribution,
//
//	p = erfc(√(x/2))
//
// to a relative error below 1e-13 wherever p is a normal number. p is NaN where x is. p has the
// length of x and may be the same memory.
func ChiSquare(v vector.Set, p, x []float64) {
	for len(x) > 0 {
		n := min(len(x), chiSquares)
		chiSquareBlock(v, p[:n], x[:n])
		p, x = p[n:], x[n:]
	}
}

// chiSquares is the number of values in a block, a multiple of 4.
const chiSquares = 32

var nearlyNormals = func() (df [chiSquares]float64) {
	for i := range df {
		df[i] = nearlyNormal
	}
	return df
}()

func chiSquareBlock(v vector.Set, p, x []float64) {
	var z, q [chiSquares]float64
	for i, x := range x {
		z[i] = math.Sqrt(x)
	}
	four := (len(x) + 3) &^ 3
	Central(v, q[:four], z[:four], nearlyNormals[:four])
	for i, x := range x {
		if q[i] == Outside {
			p[i] = TwoSided(z[i], math.Inf(1))
			continue
		}
		// √x is rounded, so its square differs a little from x. Log p falls by half of what x
		// grows: that is exact for large x, where the correction matters.
		p[i] = math.FMA(-0.5*math.FMA(-z[i], z[i], x), q[i], q[i])
	}
}
