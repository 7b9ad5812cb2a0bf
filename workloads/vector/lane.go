package vector

// A Lane is a constant four times over, where an instruction takes four at once from
// memory.
type Lane [4]float64

// Spread returns x as a Lane.
func Spread(x float64) Lane { return Lane{x, x, x, x} }

// SpreadAll sets dst to src, which has its length.
func SpreadAll(dst []Lane, src []float64) {
	for i, x := range src {
		dst[i] = Spread(x)
	}
}
