package draw

import (
	"math"
	"strconv"
	"strings"
)

// axes map a number of workers and a speed-up, both logarithmic, onto the dots
// of a canvas. They begin and end at powers of two.
type axes struct {
	left, right int // log2 of the least and of the greatest N
	bottom, top int // log2 of the speed-ups
	perX, perY  int // cells per doubling
}

// newAxes returns axes from N = 2^left to 2^right that hold speed-ups from 2^lo to 2^hi,
// and of the ideal line as much as lies near them, on about so many cells.
func newAxes(left, right int, lo, hi float64, wide, high int) axes {
	// A speed-up below 1/16 is drawn at the edge, and so is one beyond 40 doublings.
	const deepest, highest = -4, 40
	// What reaches less than a tenth of a doubling beyond is drawn at the edge.
	const edge = 0.1
	ax := axes{left: left, right: right}
	ax.bottom = max(int(math.Floor(lo+edge)), deepest)
	// One doubling of room above shows the ideal line part from the curve.
	top := min(int(math.Ceil(hi-edge)), highest)
	ax.top = max(min(top+1, max(right, top)), ax.bottom+1)
	ax.perY = min(max(high/(ax.top-ax.bottom), 1), 6)
	ax.perX = max(min(wide/(right-left), 5*ax.perY), 1)
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

// yTick returns the labels and the axis left of row y.
func (ax axes) yTick(y int) string {
	up := ax.high() - 1 - y
	if up%ax.perY != 0 {
		return strings.Repeat(" ", axisWidth-1) + "│"
	}
	return Pad(powerLabel(ax.bottom+up/ax.perY), axisWidth-2, true) + " ┤"
}

// xRule returns the axis below the plot, with a tick at each power of two.
func (ax axes) xRule() string {
	return strings.Repeat(" ", axisWidth-1) + "└" +
		strings.Repeat("┴"+strings.Repeat("─", ax.perX-1), ax.right-ax.left) + "┴"
}

// xLabels returns the powers of two below their ticks.
func (ax axes) xLabels() string {
	every := 1 + (len(powerLabel(ax.right))+1)/ax.perX
	line := ""
	for e := ax.left; e <= ax.right; e += every {
		line = Pad(line, axisWidth+(e-ax.left)*ax.perX, false) + powerLabel(e)
	}
	return line + " workers"
}

// powerLabel writes 2 to the power of e: "8", "1/2".
func powerLabel(e int) string {
	if e < 0 {
		return "1/" + strconv.Itoa(1<<-e)
	}
	return strconv.Itoa(1 << e)
}
