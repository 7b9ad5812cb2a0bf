package main

import "math"

// A law is a + b·rows + c·values, none of them below 0.
type law struct{ fixed, row, value float64 }

func (l law) at(c cell) float64 { return l.fixed + l.row*float64(c.Rows) + l.value*c.values() }

// fit returns the law that is nearest to what was measured, by the sum of the squares of the relative
// differences. Of the laws without one or two of the terms it takes those whose terms are all at least
// 0, and of these the nearest.
func fit(all []cell, measured []float64) law {
	var best law
	least := math.Inf(1)
	for terms := 1; terms < 8; terms++ {
		found := solve(all, measured, terms)
		if found.fixed < 0 || found.row < 0 || found.value < 0 {
			continue
		}
		sum := 0.0
		for i, c := range all {
			sum += math.Pow(found.at(c)/measured[i]-1, 2)
		}
		if sum < least {
			best, least = found, sum
		}
	}
	return best
}

// solve returns the least squares of the terms whose bits are set, by the normal equations.
func solve(all []cell, measured []float64, terms int) law {
	var m [3][4]float64
	for i, c := range all {
		x := [3]float64{1 / measured[i], float64(c.Rows) / measured[i], c.values() / measured[i]}
		for j := range x {
			for k := range x {
				m[j][k] += x[j] * x[k]
			}
			m[j][3] += x[j]
		}
	}
	for j := range 3 {
		if terms>>j&1 == 0 {
			m[j] = [4]float64{}
			for k := range 3 {
				m[k][j] = 0
			}
			m[j][j] = 1
		}
	}
	for j := range 3 { // the matrix is positive definite, so no row needs another
		for k := range 3 {
			if k == j {
				continue
			}
			factor := m[k][j] / m[j][j]
			for i := range 4 {
				m[k][i] -= factor * m[j][i]
			}
		}
	}
	return law{m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2]}
}

// exponent returns the power of the size with which a cost grows from a to b.
func exponent(a, b, sizeA, sizeB float64) float64 { return math.Log(b/a) / math.Log(sizeB/sizeA) }
