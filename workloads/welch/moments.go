package welch

import "math"

// blockRows is the number of rows that each stage of the kernel passes to the next at a time.
// Their moments and statistics stay in the first-level cache.
const blockRows = 32

// moments are the shifted sums of each group of a block of rows: with d = x − x0,
// sum = Σd and square = Σd². The shift x0 is the group's first value.
//
// Shifting by any value of the sample bounds the condition number of the variance
// by n+1 and puts it near 2 for all but outliers (T. F. Chan, G. H. Golub and
// R. J. LeVeque, "Algorithms for computing the sample variance", Am. Stat. 37
// (1983) 242–247, table 1); the caller looks at the outliers.
//
// The order of summation is part of the definition, so that every machine computes the same
// sums. Element i is added to lane i mod 16, squares by fused multiply-add. Then lanes l, l+4,
// l+8 and l+12 are added as (l + l+4) + (l+8 + l+12), and the remaining four as (0 + 1) + (2 +
// 3).
type moments struct {
	x0, sum, square [2][blockRows]float64
}

// momentsGo fills m from rows of na+nb values.
func momentsGo(m *moments, x []float64, rows, na, nb int) {
	for i := range rows {
		row := x[i*(na+nb) : (i+1)*(na+nb)]
		m.x0[0][i], m.sum[0][i], m.square[0][i] = groupMoments(row[:na])
		m.x0[1][i], m.sum[1][i], m.square[1][i] = groupMoments(row[na:])
	}
}

func groupMoments(x []float64) (x0, sum, square float64) {
	const lanes = 16
	x0 = x[0]
	var s, q [lanes]float64
	for len(x) >= lanes {
		block := (*[lanes]float64)(x)
		for l, v := range block {
			d := v - x0
			s[l] += d
			q[l] = math.FMA(d, d, q[l])
		}
		x = x[lanes:]
	}
	for l, v := range x {
		d := v - x0
		s[l] += d
		q[l] = math.FMA(d, d, q[l])
	}
	return x0, addLanes(&s), addLanes(&q)
}

func addLanes(a *[16]float64) float64 {
	var b [4]float64
	for l := range b {
		b[l] = (a[l] + a[l+4]) + (a[l+8] + a[l+12])
	}
	return (b[0] + b[1]) + (b[2] + b[3])
}
