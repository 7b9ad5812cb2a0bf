package workloads

import "math"

// nearlyNormal is a number of degrees of freedom at which Student's distribution is
// the normal one to the last bit, and within the central range.
const nearlyNormal = centralMaxDF

var nearlyNormalRows = func() (df [blockRows]float64) {
	for i := range df {
		df[i] = nearlyNormal
	}
	return df
}()

// chisqP sets p to P(X > x) for chi-square X with one degree of freedom: the
// two-sided p of √x under the normal distribution,
//
//	p = erfc(√(x/2))
//
// to a relative error below 1e-13 wherever p is a normal number. It is NaN where x is.
// p has the length of x, blockRows at most.
func (v vectors) chisqP(p, x []float64) {
	var z [blockRows]float64
	for i, x := range x {
		z[i] = math.Sqrt(x)
	}
	four := (len(x) + 3) &^ 3
	var q [blockRows]float64
	v.central(q[:four], z[:four], nearlyNormalRows[:four])
	for i, x := range x {
		switch {
		case q[i] != outside:
			// √x is rounded, and p falls by half of what x grows: exactly so far
			// out, where it matters.
			p[i] = math.FMA(-0.5*math.FMA(-z[i], z[i], x), q[i], q[i])
		default:
			p[i] = TwoSided(z[i], math.Inf(1))
		}
	}
}
