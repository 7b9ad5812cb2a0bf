package draw

import (
	"math"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// Decades is a plot of a quantity from 0 on against a logarithmic one, such as S against rows:
// points with their intervals, and a curve.
type Decades struct {
	Above, Below string // names of the quantity, above the plot, and of the axis below it
	Points       []DecadePoint
	Curve        func(x float64) float64 // nil = none
}

// A DecadePoint is a value at an x above 0. An end of its interval that is not finite is not
// drawn.
type DecadePoint struct {
	X      float64
	At     fit.Interval
	Hollow bool // of a second series, without the interval
}

// Lines draws p in at most width columns.
func (p Decades) Lines(width int, ink Painter) []string {
	left, right, top := math.Inf(1), math.Inf(-1), 0.0
	for _, point := range p.Points {
		left, right = min(left, math.Floor(math.Log10(point.X))), max(right, math.Ceil(math.Log10(point.X)))
		for _, y := range []float64{point.At.Value, point.At.Hi} {
			if number.Finite(y) && (y == point.At.Value || !point.Hollow) {
				top = max(top, y)
			}
		}
	}
	right = max(right, left+1)
	if len(p.Points) == 0 || !(top > 0) {
		return nil
	}
	step := tick(top)
	ticks := int(math.Ceil(top / step))
	every := max(1, 14/ticks) // rows from tick to tick
	top, high := step*float64(ticks), ticks*every
	label := func(tick int) string { return strconv.FormatFloat(float64(tick)*step, 'g', 3, 64) }
	axis := axisWidth
	for k := range ticks + 1 {
		axis = max(axis, len(label(k))+2)
	}
	perX := int(max(1, min(24, float64(width-axis-2)/(right-left))))
	c := newCanvas(int(right-left)*perX+1+margin, high+1)
	column := func(x float64) float64 { return margin + (math.Log10(x)-left)*float64(perX) }
	row := func(y float64) int { return high - int(math.Round(min(max(y, 0)/top, 1)*float64(high))) }
	if p.Curve != nil {
		for x := 2 * margin; x < 2*c.wide-1; x++ {
			y := p.Curve(math.Pow(10, left+float64(x-2*margin)/float64(2*perX)))
			if at := 4*high + 1 - int(math.Round(y/top*float64(4*high))); at >= 0 && y >= 0 {
				c.dot(x, at, Cyan)
			}
		}
	}
	for _, point := range p.Points {
		x := int(math.Round(column(point.X)))
		if point.Hollow {
			if cell := c.at(x, row(point.At.Value)); cell != nil && cell.mark != []rune(Filled)[0] {
				c.put(x, row(point.At.Value), []rune(Hollow)[0], Plain)
			}
			continue
		}
		if number.Finite(point.At.Lo) && number.Finite(point.At.Hi) {
			for y := row(point.At.Hi); y <= row(point.At.Lo); y++ {
				c.put(x, y, '│', Plain)
			}
		}
		c.put(x, row(point.At.Value), []rune(Filled)[0], Bold)
	}
	lines := []string{ink.Paint(p.Above, Dim)}
	for y := range high + 1 {
		edge := strings.Repeat(" ", axis-1) + "│"
		if up := high - y; up%every == 0 {
			edge = Pad(label(up/every), axis-2, true) + " ┤"
		}
		lines = append(lines, ink.Paint(edge, Dim)+c.row(y, ink))
	}
	rule := strings.Repeat(" ", axis-1) + "└" + strings.Repeat("─", margin)
	labels := ""
	for e := left; e <= right; e++ {
		labels = Pad(labels, axis+margin+int(e-left)*perX, false) + "1e" + strconv.Itoa(int(e))
		if e < right {
			rule += "┴" + strings.Repeat("─", perX-1)
		}
	}
	return append(lines, ink.Paint(rule+"┴", Dim), ink.Paint(labels+" "+p.Below, Dim))
}

// margin is the columns between the axis and the first power of ten.
const margin = 2

// tick returns a round step, of which top has two to five.
func tick(top float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(top)))
	for _, k := range []float64{0.2, 0.5, 1, 2} {
		if top/(k*unit) <= 5 {
			return k * unit
		}
	}
	return 2 * unit
}
