package fit

// peak is where time is least: n = (above·c / below·c)^power.
type peak struct {
	above, below []float64
	power        float64
}
