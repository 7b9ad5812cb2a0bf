package draw

import (
	"math"
	"strings"

	"serialfraction/results/number"
)

// Bars draws values as bars of at most width columns from one axis, negative ones to its
// left. A value that is not finite has the axis alone, and where all are 0 nothing is
// drawn.
func Bars(values []float64, width int) []string {
	lo, hi := 0.0, 0.0
	for _, v := range values {
		if number.Finite(v) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	out := make([]string, len(values))
	if hi == lo {
		return out
	}
	before := 0 // columns left of the axis; each side that has a bar has one at least
	scale := math.Inf(1)
	if lo < 0 {
		before = int(math.Ceil(float64(width-1) * -lo / (hi - lo)))
		room := width - 1
		if hi > 0 {
			room--
		}
		before = min(max(before, 1), room)
		scale = float64(before) / -lo
	}
	if hi > 0 {
		scale = min(scale, float64(width-1-before)/hi)
	}
	for i, v := range values {
		length := v * scale
		switch {
		case !number.Finite(length):
			out[i] = strings.Repeat(" ", before) + "│"
		case length < 0:
			bar := leftward(-length)
			out[i] = strings.Repeat(" ", before-Width(bar)) + bar + "│"
		default:
			out[i] = strings.Repeat(" ", before) + "│" + rightward(length)
		}
	}
	return out
}

// rightward draws a bar to the eighth of a column.
func rightward(length float64) string {
	const eighths = "▏▎▍▌▋▊▉"
	n := int(math.Round(8 * length))
	bar := strings.Repeat("█", n/8)
	if n%8 > 0 {
		bar += string([]rune(eighths)[n%8-1])
	}
	return bar
}

// leftward draws a bar to the half of a column: there are no finer blocks that
// are filled from the right.
func leftward(length float64) string {
	n := int(math.Round(2 * length))
	bar := strings.Repeat("█", n/2)
	if n%2 > 0 {
		bar = "▐" + bar
	}
	return bar
}
