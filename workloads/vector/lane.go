package vector

// A Lane is a constant four times over, for instructions that read four values at once.
type Lane [4]float64

// Spread returns x as a Lane.
func Spread(x float64) Lane { return Lane{x, x, x, x} }

// SpreadAll sets each Lane of dst to the value of src at the same index.
func SpreadAll(dst []Lane, src []float64) {
	for i, x := range src {
		dst[i] = Spread(x)
	}
}
