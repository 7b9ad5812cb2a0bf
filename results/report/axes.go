package report

import (
	"math"
	"strconv"

	"serialfraction/results"
	"serialfraction/results/figures"
)

// axes map a number of workers and a speed-up, both logarithmic, onto the dots
// of a canvas. They begin and end at powers of two.
type axes struct {
	left, right int // log2 of the least and of the greatest N
	bottom, top int // log2 of the speed-ups
	perX, perY  int // cells per doubling
}

// newAxes returns axes that hold the points and the fitted curve, and of the
// ideal line as much as lies near them, on about so many cells.
func newAxes(points []results.Point, wide, high int) axes {
	greatest, lo, hi := 2, 0.0, 1.0
	for _, p := range points {
		greatest = max(greatest, p.Workers)
		values := []float64{p.Speedup.Value}
		if p.FittedSpeedup != nil {
			values = append(values, p.FittedSpeedup.Value)
		}
		for _, v := range values {
			if figures.Finite(v) && v > 0 {
				lo, hi = min(lo, math.Log2(v)), max(hi, math.Log2(v))
			}
		}
	}
	const deepest = -4 // a speed-up below 1/16 is drawn at the edge
	// What reaches less than a tenth of a doubling beyond is drawn at the edge.
	const edge = 0.1
	ax := axes{right: int(math.Ceil(math.Log2(float64(greatest))))}
	ax.bottom = max(int(math.Floor(lo+edge)), deepest)
	// One doubling of room above shows the ideal line part from the curve.
	highest := int(math.Ceil(hi - edge))
	ax.top = max(min(highest+1, max(ax.right, highest)), ax.bottom+1)
	ax.perY = min(max(high/(ax.top-ax.bottom), 1), 6)
	ax.perX = max(min(wide/ax.right, 5*ax.perY), 1)
	return ax
}

// wide and high are the size of the canvas: one cell more than the doublings,
// so that both ends have a cell of their own.
func (ax axes) wide() int { return (ax.right-ax.left)*ax.perX + 1 }
func (ax axes) high() int { return (ax.top-ax.bottom)*ax.perY + 1 }

// x returns the dot column of an N, given as its base-2 logarithm.
func (ax axes) x(n float64) int {
	return int(math.Round((n - float64(ax.left)) * float64(2*ax.perX)))
}

// n returns the base-2 logarithm of N at dot column x.
func (ax axes) n(x int) float64 { return float64(ax.left) + float64(x)/float64(2*ax.perX) }

// y returns the dot row of a speed-up, given as its base-2 logarithm. A power of
// two lies in the second row of its cell, which a tick points at.
func (ax axes) y(speedup float64) int {
	return int(math.Round((float64(ax.top)-speedup)*float64(4*ax.perY))) + 1
}

// speedup returns the base-2 logarithm of the speed-up in the middle of the
// cells of row y.
func (ax axes) speedup(y int) float64 { return float64(ax.top) - float64(y)/float64(ax.perY) }

// powerLabel writes 2 to the power of e: "8", "1/2".
func powerLabel(e int) string {
	if e < 0 {
		return "1/" + strconv.Itoa(1<<-e)
	}
	return strconv.Itoa(1 << e)
}
