package draw

import (
	"cmp"
	"math"

	"serialfraction/results/number"
)

const (
	axisWidth   = 7  // columns of the labels and the line left of a plot
	labelMargin = 14 // columns for the names of the lines right of it
)

// The signs of points, in plots and in tables.
const (
	Filled = "●" // the fit uses it
	Hollow = "○" // it does not
)

// A Plot is speed-up against N, both logarithmic: the ideal line, the fitted curve with
// its band, the ceiling, and what was measured. What has no place on logarithmic axes is
// not drawn.
type Plot struct {
	Left, Right int // the axis of N: from 2^Left to 2^Right
	Points      []Mark
	Curve       []Knot  // by N; none where nothing was fitted
	Last        float64 // the greatest N that was fitted: beyond it the curve has gaps
	High        int     // lines of the plot, without what is around it; 0 = as its width asks for
	Ceiling     float64 // the greatest speed-up of any N, drawn at 1 at least; not above 0 or not finite: none
}

// A Mark is what was measured at an N.
type Mark struct {
	N, Speedup float64
	Fitted     bool
}

// Shown lists the parts of a plot that its legend may explain.
type Shown struct {
	Curve   bool
	Band    bool // the band is wide enough to be visible
	Ceiling bool
}

// Lines draws p in at most width columns.
func (p Plot) Lines(width int, ink Painter) (lines []string, s Shown) {
	curve := newCurve(p.Curve)
	if p.Ceiling > 0 {
		p.Ceiling = max(1, p.Ceiling) // which one worker has
	}
	lo, hi := p.span(curve)
	ax := newAxes(p.Left, p.Right, lo, hi, width-axisWidth-labelMargin-1, cmp.Or(p.High, min(max(width/5, 16), 28)))
	c := newCanvas(ax.wide()+labelMargin, ax.high())
	s = Shown{Curve: len(curve) > 0, Band: drawBand(c, ax, curve)}
	drawIdeal(c, ax)
	drawCurve(c, ax, curve, math.Log2(p.Last))
	s.Ceiling = drawCeiling(c, ax, p.Ceiling)
	drawPoints(c, ax, p.Points)
	nameLines(c, ax, curve, p.Ceiling)

	lines = append(lines, ink.Paint("speed-up", Dim))
	for y := range ax.high() {
		lines = append(lines, ink.Paint(ax.yTick(y), Dim)+c.row(y, ink))
	}
	return append(lines, ink.Paint(ax.xRule(), Dim), ink.Paint(ax.xLabels(), Dim)), s
}

// span returns the base-2 logarithms of the least and the greatest speed-up, one worker
// and a doubling among them.
func (p Plot) span(curve []logKnot) (lo, hi float64) {
	lo, hi = 0, 1
	for _, point := range p.Points {
		if point.drawable() {
			lo, hi = min(lo, math.Log2(point.Speedup)), max(hi, math.Log2(point.Speedup))
		}
	}
	for _, k := range curve {
		lo, hi = min(lo, k.value), max(hi, k.value)
	}
	return lo, hi
}

func (m Mark) drawable() bool { return number.Finite(m.Speedup) && m.Speedup > 0 && m.N > 0 }

// drawPoints draws what was measured; where two fall into one cell, a fitted
// one is seen.
func drawPoints(c *canvas, ax axes, points []Mark) {
	for _, fitted := range []bool{false, true} {
		sign, i := Hollow, Plain
		if fitted {
			sign, i = Filled, Bold
		}
		for _, p := range points {
			if p.Fitted != fitted || !p.drawable() {
				continue
			}
			y := min(max(ax.y(math.Log2(p.Speedup)), 0), 4*ax.high()-1)
			c.put(ax.x(math.Log2(p.N))/2, y/4, []rune(sign)[0], i)
		}
	}
}

// drawIdeal draws speed-up = N as a line of single dots.
func drawIdeal(c *canvas, ax axes) {
	for x := 0; x < 2*ax.wide(); x += 4 {
		c.dot(x, ax.y(ax.n(x)), Dim)
	}
}

// drawCeiling draws the greatest speed-up where it lies in the plot, and reports whether it does.
func drawCeiling(c *canvas, ax axes, most float64) bool {
	y, ok := ceilingRow(ax, most)
	if !ok {
		return false
	}
	for x := range ax.wide() {
		if c.at(x, y).dots == 0 {
			c.put(x, y, '╌', Dim)
		}
	}
	return true
}

// ceilingRow returns the row of the ceiling; false if it is outside the plot.
func ceilingRow(ax axes, most float64) (y int, ok bool) {
	if !number.Finite(most) || most <= 0 {
		return 0, false
	}
	y = ax.y(math.Log2(most)) / 4
	return y, y >= 0 && y < ax.high()
}

// nameLines writes the name of each line at its right end.
func nameLines(c *canvas, ax axes, curve []logKnot, most float64) {
	name := func(y int, text string, i Ink) {
		for _, near := range []int{y, y - 1, y + 1, y - 2, y + 2} {
			if c.write(ax.wide()+1, near, text, i) {
				return
			}
		}
	}
	if y, ok := ceilingRow(ax, most); ok {
		name(y, "ceiling "+number.Factor(most), Dim)
	}
	if len(curve) > 0 {
		end := curve[len(curve)-1]
		name(ax.y(end.value)/4, "curve "+number.Factor(math.Exp2(end.value)), Cyan)
	}
	if ax.top >= ax.right {
		name(ax.y(float64(ax.right))/4, "ideal", Dim)
		return
	}
	// The ideal line leaves through the top: its name stands beside it.
	c.write(ax.x(float64(ax.top))/2+2, 0, "ideal", Dim)
}
