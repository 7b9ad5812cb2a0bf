package invert

import "math"

// maxSystem is the largest k of a k x k system that a kernel keeps on its stack.
const maxSystem = 64

// A factor is the lower triangle of a k x k matrix, row-major with k values to a
// row, and a vector.
type factor struct {
	l [maxSystem * maxSystem]float64
	y [maxSystem]float64
}

// solve writes the solution of A·x = b into x. A is k x k, row-major, symmetric and positive
// definite; only its lower triangle is read. b and x have k values. solve factors A = L·Lᵀ row
// by row (Cholesky–Banachiewicz; Golub and Van Loan 2013, "Matrix Computations", 4.2.5),
// solves L·y = b on the way, and then Lᵀ·x = y. x is NaN, and definite is false, where A is
// not positive definite after rounding.
func (f *factor) solve(x, a, b []float64, k int) (definite bool) {
	for i := range k {
		row := f.l[i*k : i*k+k]
		for j := range i {
			above := f.l[j*k : j*k+k]
			row[j] = (a[i*k+j] - dot(row[:j], above[:j])) * above[j]
		}
		pivot := a[i*k+i] - dot(row[:i], row[:i])
		if !(pivot > 0) || math.IsInf(pivot, 1) {
			for i := range x[:k] {
				x[i] = math.NaN()
			}
			return false
		}
		row[i] = 1 / math.Sqrt(pivot) // the inverse, because the factor is only used as a divisor
		f.y[i] = (b[i] - dot(row[:i], f.y[:i])) * row[i]
	}
	for i := k - 1; i >= 0; i-- {
		row := f.l[i*k : i*k+k]
		v := f.y[i] * row[i]
		x[i] = v
		for j := range i {
			f.y[j] -= float64(row[j] * v)
		}
	}
	return true
}

// dot returns the scalar product by four sums that are independent of each other. The
// conversions prevent fused multiply-adds, so that every machine rounds alike.
func dot(x, y []float64) float64 {
	var s0, s1, s2, s3 float64
	y = y[:len(x)]
	for len(x) >= 4 {
		s0 += float64(x[0] * y[0])
		s1 += float64(x[1] * y[1])
		s2 += float64(x[2] * y[2])
		s3 += float64(x[3] * y[3])
		x, y = x[4:], y[4:]
	}
	for i := range x {
		s0 += float64(x[i] * y[i])
	}
	return (s0 + s1) + (s2 + s3)
}
