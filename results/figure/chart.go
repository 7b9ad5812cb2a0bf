package figure

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"serialfraction/results/chart"
)

// Of draws a chart.
func Of(c chart.Chart) Figure {
	return Figure{tall: 63.0 / 85, draw: func(p *pen, on draw.Canvas) {
		of := newPlot(p, c.X.Name, c.Y.Name)
		p.axis(&of.X, c.X)
		p.axis(&of.Y, c.Y)
		of.Add(grid(of))
		for _, a := range c.Areas {
			of.Add(area(a))
		}
		var labels []endLabel
		for _, l := range c.Lines {
			of.Add(chartLine(l))
			if end, seen := l.End(c.Y); l.Name != "" && seen {
				labels = append(labels, endLabel{end.Y, l.Name, lineColour(l)})
			}
		}
		for i, s := range c.Series {
			of.Add(p.marks(s.Marks, i, besides(c, i)))
		}
		if c.Keyed() {
			on = p.names(on, c)
		}
		of.Add(p.endLabels(labels), margin(widest(p, labels)))
		of.Draw(on)
	}}
}

// axis gives an axis its ends, its scale and its ticks.
func (p *pen) axis(of *plot.Axis, a chart.Axis) {
	of.Min, of.Max = a.Lo, a.Hi
	if a.Log {
		of.Scale = plot.LogScale{}
	}
	var ticks []plot.Tick
	for _, t := range a.Ticks {
		ticks = append(ticks, plot.Tick{Value: t.At, Label: p.letters.Replace(t.Text)})
	}
	of.Tick.Marker = plot.ConstantTicks(ticks)
}

// lineColour is the colour of a line and of its name.
func lineColour(l chart.Line) color.Color {
	if l.Series == chart.None {
		return soft
	}
	return seriesColour(l.Series)
}

// lineStyles are how the kinds of lines are drawn.
var lineStyles = map[chart.Kind]struct {
	width  vg.Length
	dashes []vg.Length
}{
	chart.Law:    {curveWidth, nil},
	chart.Beyond: {curveWidth, []vg.Length{2, 2}},
	chart.Ideal:  {thinWidth, []vg.Length{4, 3}},
	chart.Bound:  {thinWidth, []vg.Length{1, 2}},
	chart.Other:  {thinWidth, nil},
}

func chartLine(l chart.Line) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		as := lineStyles[l.Kind]
		on.StrokeLines(line(as.width, lineColour(l), as.dashes...), on.ClipLinesXY(places(l.Points, x, y))...)
	}
}

// area fills a band of a series, or a region.
func area(a chart.Area) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		var fill color.Color = region
		if a.Series != chart.None {
			fill = faint(seriesColour(a.Series), 0.17)
			if a.Amount {
				fill = faint(seriesColour(a.Series), 0.85)
			}
		}
		if edge := on.ClipPolygonXY(places(a.Edge, x, y)); len(edge) > 2 {
			on.FillPolygon(fill, edge)
		}
	}
}

// places returns where points are on the paper.
func places(points []chart.XY, x, y func(float64) vg.Length) []vg.Point {
	at := make([]vg.Point, len(points))
	for i, p := range points {
		at[i] = vg.Point{X: x(p.X), Y: y(p.Y)}
	}
	return at
}

// The radius of a sign and the width of its outline.
const signRadius, signOutline = 1.95, 0.8

// besides is how far right of its x the sign of a series stands.
func besides(c chart.Chart, series int) vg.Length {
	if !c.Beside {
		return 0
	}
	return 2 * signRadius * (vg.Length(series) - vg.Length(len(c.Series)-1)/2)
}

// marks draws the marks of the series of that number, so far right of their x: a sign, and the interval where it is
// longer than the sign is wide.
func (p *pen) marks(all []chart.Mark, series int, right vg.Length) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		c := seriesColour(series)
		for _, m := range all {
			place := vg.Point{X: x(m.X) + right, Y: y(m.Y.Value)}
			if lo, hi := max(y(m.Y.Lo), on.Min.Y), min(y(m.Y.Hi), on.Max.Y); hi-lo > 2*signRadius {
				on.StrokeLine2(line(signOutline, c), place.X, lo, place.X, hi)
			}
			glyph := draw.GlyphStyle{Color: c, Radius: signRadius, Shape: signs[series].filled}
			if m.Hollow {
				on.DrawGlyphNoClip(draw.GlyphStyle{Color: color.White, Radius: signRadius, Shape: signs[series].filled}, place)
				glyph.Shape = signs[series].hollow
			}
			on.DrawGlyphNoClip(glyph, place)
			p.write(on, style(labelSize, ink), vg.Point{X: place.X + signRadius, Y: place.Y - leading*0.75}, m.Text)
		}
	}
}

// names explains the signs of the series that have marks, in rows above the axes, and returns what is left of the
// paper below them.
func (p *pen) names(on draw.Canvas, c chart.Chart) draw.Canvas {
	of := style(labelSize, ink)
	at := vg.Point{X: on.Min.X + 6, Y: on.Max.Y - leading}
	for i, s := range c.Series {
		if !c.Shows(i) {
			continue
		}
		wide := of.Width(p.letters.Replace(s.Name)) + 16
		if at.X > on.Min.X+6 && at.X+wide > on.Max.X {
			at = vg.Point{X: on.Min.X + 6, Y: at.Y - leading}
		}
		on.DrawGlyphNoClip(draw.GlyphStyle{Color: seriesColour(i), Radius: signRadius, Shape: signs[i].filled}, at)
		p.write(on, of, vg.Point{X: at.X + 5, Y: at.Y}, s.Name)
		at.X += wide
	}
	return draw.Crop(on, 0, 0, 0, at.Y-leading-on.Max.Y)
}
