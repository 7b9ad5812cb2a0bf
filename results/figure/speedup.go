package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// A Series is a sweep in a figure: its name there and its analysis.
type Series struct {
	Name string
	Of   *analysis.Report
}

// MostSeries is how many series have a sign and a colour of their own.
const MostSeries = 4

// signs are the marks of series, filled where a point was fitted, and hollow.
var signs = []struct{ filled, hollow draw.GlyphDrawer }{
	{draw.CircleGlyph{}, draw.RingGlyph{}},
	{draw.BoxGlyph{}, draw.SquareGlyph{}},
	{draw.PyramidGlyph{}, draw.TriangleGlyph{}},
	{diamond{filled: true}, diamond{}},
}

// SpeedUp draws speed-up against N, both doubling: what was measured with its interval, hollow where it
// was not fitted, the law with its band, dashed beyond the fitted N, and the line of N times as fast with N
// workers. Of several series only what was measured and the laws are drawn. There is at least one series, and at most
// [MostSeries].
func SpeedUp(all ...Series) Figure {
	return Figure{tall: 63.0 / 85, draw: func(p *pen, on draw.Canvas) {
		of := newPlot(p, "workers N", "speed-up T(1)/T(N)")
		lo, hi := 1.0, 2.0
		most := 2.0
		for _, s := range all {
			for _, point := range s.Of.Points {
				most = max(most, float64(point.Workers))
				lo, hi = min(lo, point.Speedup.Value), max(hi, point.Speedup.Value)
				if f := point.FittedSpeedup; f != nil {
					hi = max(hi, f.Value)
				}
			}
		}
		doubling(&of.X, 1, powerAbove(most))
		doubling(&of.Y, math.Exp2(math.Floor(math.Log2(max(lo, 1.0/64)))), powerAbove(hi))
		of.Add(grid(of))
		ideal := min(of.X.Max, of.Y.Max)
		labels := []endLabel{{of.Y.Max, "ideal", soft}}
		of.Add(idealLine(ideal))
		for i, s := range all {
			c := seriesColour(i)
			curve := s.Of.Curve
			if len(all) == 1 {
				of.Add(band(curve, faint(c, 0.17)))
			}
			last := 0.0
			for _, n := range s.Of.FittedWorkers {
				last = max(last, float64(n))
			}
			of.Add(lawLine(curve, last, c))
			if len(all) == 1 && len(curve) > 0 {
				end := curve[len(curve)-1].Speedup.Value
				labels = append(labels, endLabel{end, "law " + number.Factor(end), c})
			}
		}
		for i, s := range all {
			of.Add(measured(s.Of.Points, i))
		}
		if len(all) > 1 {
			of.Add(p.key(all))
		}
		of.Add(p.endLabels(labels), margin(widest(p, labels)))
		of.Draw(on)
	}}
}

// idealLine draws N times as fast with N workers, up to the end of the axes.
func idealLine(end float64) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		on.StrokeLine2(line(thinWidth, soft, 4, 3), x(1), y(1), x(end), y(end))
	}
}

// band fills the interval of a law.
func band(curve []analysis.CurvePoint, of color.Color) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		var edge []vg.Point
		for _, k := range curve {
			edge = append(edge, vg.Point{X: x(k.Workers), Y: y(max(k.Speedup.Lo, 1e-3))})
		}
		for i := len(curve) - 1; i >= 0; i-- {
			edge = append(edge, vg.Point{X: x(curve[i].Workers), Y: y(max(curve[i].Speedup.Hi, 1e-3))})
		}
		if len(edge) > 2 {
			on.FillPolygon(of, on.ClipPolygonXY(edge))
		}
	}
}

// lawLine draws a law, dashed beyond the last N that was fitted.
func lawLine(curve []analysis.CurvePoint, last float64, of color.Color) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		var fitted, beyond []vg.Point
		for _, k := range curve {
			at := vg.Point{X: x(k.Workers), Y: y(k.Speedup.Value)}
			if k.Workers <= last {
				fitted, beyond = append(fitted, at), []vg.Point{at}
			} else {
				beyond = append(beyond, at)
			}
		}
		on.StrokeLines(line(curveWidth, of), on.ClipLinesXY(fitted)...)
		on.StrokeLines(line(curveWidth, of, 2, 2), on.ClipLinesXY(beyond)...)
	}
}

// measured draws the points of the series of that number: a sign, and the interval where it is longer than
// the sign is wide.
func measured(points []analysis.Point, series int) part {
	const radius, outline = 1.95, 0.8
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		c := seriesColour(series)
		for _, p := range points {
			at := p.Speedup
			if !number.Finite(at.Value) || at.Value <= 0 {
				continue
			}
			place := vg.Point{X: x(float64(p.Workers)), Y: y(at.Value)}
			if lo, hi := y(max(at.Lo, at.Value/1e3)), y(max(at.Hi, at.Value)); hi-lo > 2*radius {
				on.StrokeLine2(line(outline, c), place.X, max(lo, on.Min.Y), place.X, min(hi, on.Max.Y))
			}
			glyph := draw.GlyphStyle{Color: c, Radius: radius, Shape: signs[series].filled}
			if !p.Fitted {
				on.DrawGlyphNoClip(draw.GlyphStyle{Color: color.White, Radius: radius, Shape: signs[series].filled}, place)
				glyph.Shape = signs[series].hollow
			}
			on.DrawGlyphNoClip(glyph, place)
		}
	}
}

// key explains the signs, with S of each series, in the corner that a speed-up never reaches.
func (p *pen) key(all []Series) part {
	return func(on draw.Canvas, _, _ func(float64) vg.Length) {
		for i, s := range all {
			at := vg.Point{X: on.Min.X + 6, Y: on.Max.Y - 6 - leading*vg.Length(i)}
			on.DrawGlyphNoClip(draw.GlyphStyle{Color: seriesColour(i), Radius: 1.95, Shape: signs[i].filled}, at)
			text := s.Name
			if f := s.Of.SerialFraction; f != nil {
				text += ": S " + spanOf(*f)
			}
			p.write(on, style(labelSize, ink), vg.Point{X: at.X + 5, Y: at.Y}, text)
		}
	}
}

// spanOf writes S for a key: its interval, for the value alone would promise more than the runs show.
func spanOf(s fit.Interval) string {
	if s.Lo <= 0 {
		return number.SerialShort(s)
	}
	return "= " + number.Ends(s, number.SerialDigits(s))
}

// A diamond is a square on its corner.
type diamond struct{ filled bool }

// DrawGlyph draws it, for gonum/plot.
func (d diamond) DrawGlyph(on *draw.Canvas, sty draw.GlyphStyle, at vg.Point) {
	r := sty.Radius * 1.2
	var path vg.Path
	path.Move(vg.Point{X: at.X, Y: at.Y + r})
	path.Line(vg.Point{X: at.X + r, Y: at.Y})
	path.Line(vg.Point{X: at.X, Y: at.Y - r})
	path.Line(vg.Point{X: at.X - r, Y: at.Y})
	path.Close()
	on.SetColor(sty.Color)
	if d.filled {
		on.Fill(path)
		return
	}
	on.SetLineStyle(line(thinWidth, sty.Color))
	on.Stroke(path)
}
