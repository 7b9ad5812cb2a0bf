package figure

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// newPlot returns a plot without anything on it, in the sizes and the font of the figures.
func newPlot(p *pen, x, y string) *plot.Plot {
	of := plot.New()
	of.BackgroundColor = nil
	for _, axis := range []*plot.Axis{&of.X, &of.Y} {
		axis.LineStyle = line(axisWidth, ink)
		axis.Tick.LineStyle = line(axisWidth, ink)
		axis.Tick.Length = 3
		axis.Padding = 0
		xAlign, yAlign := axis.Tick.Label.XAlign, axis.Tick.Label.YAlign
		axis.Tick.Label = style(labelSize, ink)
		axis.Tick.Label.XAlign, axis.Tick.Label.YAlign = xAlign, yAlign
		label := style(titleSize, ink)
		label.XAlign, label.YAlign = axis.Label.TextStyle.XAlign, axis.Label.TextStyle.YAlign
		axis.Label.TextStyle = label
		axis.Label.Padding = 2
	}
	of.X.Label.Text, of.Y.Label.Text = p.letters.Replace(x), p.letters.Replace(y)
	return of
}

// doubling makes an axis logarithmic, from a power of 2 to another, with a tick at each power and a label at
// as many as have room.
func doubling(axis *plot.Axis, from, to float64) {
	axis.Min, axis.Max = from, to
	axis.Scale = plot.LogScale{}
	first, last := int(math.Round(math.Log2(from))), int(math.Round(math.Log2(to)))
	every := 1 + (last-first)/9
	var ticks []plot.Tick
	for i := first; i <= last; i++ {
		tick := plot.Tick{Value: math.Exp2(float64(i))}
		if (i-first)%every == 0 {
			tick.Label = strconv.FormatFloat(tick.Value, 'g', -1, 64)
		}
		ticks = append(ticks, tick)
	}
	axis.Tick.Marker = plot.ConstantTicks(ticks)
}

// grid draws a line at each tick of both axes that has a label.
func grid(of *plot.Plot) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		for _, t := range of.X.Tick.Marker.Ticks(of.X.Min, of.X.Max) {
			if t.Label != "" {
				on.StrokeLine2(line(gridWidth, rule), x(t.Value), on.Min.Y, x(t.Value), on.Max.Y)
			}
		}
		for _, t := range of.Y.Tick.Marker.Ticks(of.Y.Min, of.Y.Max) {
			if t.Label != "" {
				on.StrokeLine2(line(gridWidth, rule), on.Min.X, y(t.Value), on.Max.X, y(t.Value))
			}
		}
	}
}

// powerAbove returns the least power of 2 that is not below v, 2 at least.
func powerAbove(v float64) float64 { return max(2, math.Exp2(math.Ceil(math.Log2(v)-1e-9))) }

// roundStep returns a step of 1, 2 or 5 times a power of ten that cuts a length into three to five parts, and the
// decimals that its multiples need.
func roundStep(length float64) (step float64, digits int) {
	step = math.Pow(10, math.Floor(math.Log10(length)))
	for _, by := range []float64{0.2, 0.5, 1, 2} {
		if length/(step*by) <= 5 {
			step *= by
			break
		}
	}
	return step, max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
}
