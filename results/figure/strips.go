package figure

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"serialfraction/results/chart"
)

// The height of a strip, and of what is below the last, over the width of a figure.
const stripTall, stripFoot = 24.0 / 85, 6.0 / 85

// OfStrips draws strips below each other. There is one at least.
func OfStrips(s chart.Strips) Figure {
	return Figure{tall: stripTall*float64(len(s.Of)) + stripFoot, draw: func(p *pen, on draw.Canvas) {
		var column [][]*plot.Plot
		for i, strip := range s.Of {
			of := newPlot(p, "", "")
			if i == len(s.Of)-1 {
				of.X.Label.Text = p.letters.Replace(s.X.Name)
			}
			of.Title.Text, of.Title.TextStyle, of.Title.Padding = p.letters.Replace(strip.Name), style(labelSize, ink), 2
			of.Title.TextStyle.XAlign, of.Title.TextStyle.YAlign = -0.5, -1
			p.axis(&of.X, s.X)
			p.axis(&of.Y, strip.Y)
			of.Add(grid(of), touched(s.Of[0].Touched), specks(strip.Points), p.marks(strip.Touched, 0, 0))
			column = append(column, []*plot.Plot{of})
		}
		tiles := draw.Tiles{Rows: len(column), Cols: 1, PadY: 3, PadTop: 2, PadLeft: 3, PadRight: 3}
		for i, c := range plot.Align(column, tiles, on) {
			column[i][0].Draw(c[0])
		}
	}}
}

// touched draws a line through a strip at each of the marks.
func touched(all []chart.Mark) part {
	return func(on draw.Canvas, x, _ func(float64) vg.Length) {
		for _, m := range all {
			on.StrokeLine2(line(1.2, rule), x(m.X), on.Min.Y, x(m.X), on.Max.Y)
		}
	}
}

// specks draws points that are too many for signs.
func specks(all []chart.XY) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		for _, p := range all {
			on.DrawGlyphNoClip(draw.GlyphStyle{Color: ink, Radius: 0.8, Shape: draw.CircleGlyph{}}, vg.Point{X: x(p.X), Y: y(p.Y)})
		}
	}
}
