package figure

import (
	"image/color"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Sizes of text and widths of lines, in points. Nothing is smaller than 6 points, which is the least that journals
// print.
const (
	labelSize = 7
	titleSize = 8

	axisWidth  = 0.6
	gridWidth  = 0.4
	thinWidth  = 0.5
	curveWidth = 1.0
)

// A pen writes text in characters that a format can show.
type pen struct{ letters *strings.Replacer }

// style returns the style of text of a size, which begins at its point and is centred on its height.
func style(size vg.Length, of color.Color) text.Style {
	return text.Style{
		Color:   of,
		Font:    font.From(font.Font{Typeface: "Liberation", Variant: "Sans"}, size),
		XAlign:  text.XLeft,
		YAlign:  text.YCenter,
		Handler: plot.DefaultTextHandler,
	}
}

// write writes text at a point.
func (p *pen) write(on draw.Canvas, sty text.Style, at vg.Point, s string) {
	on.FillText(sty, at, p.letters.Replace(s))
}

// line is a style of line; dashes are lengths of line and gap in turn, none = solid.
func line(width vg.Length, of color.Color, dashes ...vg.Length) draw.LineStyle {
	return draw.LineStyle{Width: width, Color: of, Dashes: dashes}
}

// A part is something that is drawn over the axes of a plot.
type part func(on draw.Canvas, x, y func(float64) vg.Length)

// Plot draws the part, for gonum/plot.
func (d part) Plot(on draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&on)
	d(on, near(x, on.Min.X, on.Max.X), near(y, on.Min.Y, on.Max.Y))
}

// near returns a place on an axis as of does, but of a value far beyond its ends, as of an interval without an upper
// end, one a hundred times its length away: what has no place cannot be clipped, and what is further away takes for
// ever to be filled.
func near(of func(float64) vg.Length, from, to vg.Length) func(float64) vg.Length {
	far := 100 * (to - from)
	return func(v float64) vg.Length { return min(max(of(v), from-far), to+far) }
}

// A margin keeps room for text right of the axes.
type margin vg.Length

// Plot draws nothing, for gonum/plot.
func (m margin) Plot(draw.Canvas, *plot.Plot) {}

// GlyphBoxes returns the room, for gonum/plot.
func (m margin) GlyphBoxes(*plot.Plot) []plot.GlyphBox {
	return []plot.GlyphBox{{X: 1, Y: 0.5, Rectangle: vg.Rectangle{Max: vg.Point{X: vg.Length(m)}}}}
}
