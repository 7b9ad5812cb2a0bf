package report

import (
	"math"

	"serialfraction/results/figures"
)

const (
	axisWidth   = 7  // columns of the labels and the line left of a plot
	labelMargin = 14 // columns for the names of the lines right of it
)

const (
	filled = "●" // a point that the fit uses
	hollow = "○" // a point that it does not
)

// A plot is speed-up against N, both logarithmic: the ideal line, the fitted curve with
// its band, the ceiling, and what was measured. What has no place on logarithmic axes is
// not drawn.
type plot struct {
	left, right int // the axis of N: from 2^left to 2^right
	points      []plotPoint
	curve       []knot  // by N; none where nothing was fitted
	last        float64 // the greatest N that was fitted: beyond it the curve has gaps
	ceiling     float64 // the greatest speed-up of any N; not above 0 or not finite: none
}

// A plotPoint is what was measured at an N.
type plotPoint struct {
	n, speedup float64
	fitted     bool
}

// shown is what a plot has of what its legend may explain.
type shown struct {
	curve bool
	band  bool // wide enough to be seen
}

// lines draws p in at most width columns.
func (p plot) lines(width int, ink painter) (lines []string, s shown) {
	curve := newCurve(p.curve)
	lo, hi := p.span(curve)
	ax := newAxes(p.left, p.right, lo, hi, width-axisWidth-labelMargin-1, min(max(width/5, 16), 28))
	c := newCanvas(ax.wide()+labelMargin, ax.high())
	s = shown{len(curve) > 0, drawBand(c, ax, curve)}
	drawIdeal(c, ax)
	drawCurve(c, ax, curve, math.Log2(p.last))
	drawCeiling(c, ax, p.ceiling)
	drawPoints(c, ax, p.points)
	nameLines(c, ax, curve, p.ceiling)

	lines = append(lines, ink.paint("speed-up", dim))
	for y := range ax.high() {
		lines = append(lines, ink.paint(ax.yTick(y), dim)+c.row(y, ink))
	}
	return append(lines, ink.paint(ax.xRule(), dim), ink.paint(ax.xLabels(), dim)), s
}

// span returns the base-2 logarithms of the least and the greatest speed-up, one worker
// and two doublings among them.
func (p plot) span(curve []logKnot) (lo, hi float64) {
	lo, hi = 0, 1
	for _, point := range p.points {
		if point.drawable() {
			lo, hi = min(lo, math.Log2(point.speedup)), max(hi, math.Log2(point.speedup))
		}
	}
	for _, k := range curve {
		lo, hi = min(lo, k.value), max(hi, k.value)
	}
	return lo, hi
}

func (p plotPoint) drawable() bool { return figures.Finite(p.speedup) && p.speedup > 0 && p.n > 0 }

// drawPoints draws what was measured; where two fall into one cell, a fitted
// one is seen.
func drawPoints(c *canvas, ax axes, points []plotPoint) {
	for _, fitted := range []bool{false, true} {
		sign, i := hollow, plain
		if fitted {
			sign, i = filled, bold
		}
		for _, p := range points {
			if p.fitted != fitted || !p.drawable() {
				continue
			}
			y := min(max(ax.y(math.Log2(p.speedup)), 0), 4*ax.high()-1)
			c.put(ax.x(math.Log2(p.n))/2, y/4, []rune(sign)[0], i)
		}
	}
}

// drawIdeal draws speed-up = N as a line of single dots.
func drawIdeal(c *canvas, ax axes) {
	for x := 0; x < 2*ax.wide(); x += 4 {
		c.dot(x, ax.y(ax.n(x)), dim)
	}
}

// drawCeiling draws the greatest speed-up where it lies in the plot.
func drawCeiling(c *canvas, ax axes, most float64) {
	y, ok := ceilingRow(ax, most)
	if !ok {
		return
	}
	for x := range ax.wide() {
		if c.at(x, y).dots == 0 {
			c.put(x, y, '╌', dim)
		}
	}
}

// ceilingRow returns the row of the ceiling; false if it is outside the plot.
func ceilingRow(ax axes, most float64) (y int, ok bool) {
	if !figures.Finite(most) || most <= 0 {
		return 0, false
	}
	y = ax.y(math.Log2(most)) / 4
	return y, y >= 0 && y < ax.high()
}

// nameLines writes the name of each line at its right end.
func nameLines(c *canvas, ax axes, curve []logKnot, most float64) {
	name := func(y int, text string, i ink) {
		for _, near := range []int{y, y - 1, y + 1, y - 2, y + 2} {
			if c.write(ax.wide()+1, near, text, i) {
				return
			}
		}
	}
	if y, ok := ceilingRow(ax, most); ok {
		name(y, "ceiling "+figures.Factor(most), dim)
	}
	if len(curve) > 0 {
		end := curve[len(curve)-1]
		name(ax.y(end.value)/4, "curve "+figures.Factor(math.Exp2(end.value)), cyan)
	}
	if ax.top >= ax.right {
		name(ax.y(float64(ax.right))/4, "ideal", dim)
		return
	}
	// The ideal line leaves through the top: its name stands beside it.
	c.write(ax.x(float64(ax.top))/2+2, 0, "ideal", dim)
}
