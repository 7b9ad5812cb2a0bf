package webpage

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"serialfraction/results/chart"
)

// The measures of strips in pixels.
const (
	stripTall = 84.0
	stripGap  = 34.0 // above a strip, for its name
)

// stripsOf draws strips below each other; nil where there is nothing to show.
func stripsOf(id string, s chart.Strips) *figure {
	if s.Empty() {
		return nil
	}
	tall := float64(len(s.Of))*(stripTall+stripGap) + 42
	d := newDrawing(720, tall)
	last := frame{left: 54, right: 712, bottom: tall - 42}
	x := scale{lo: s.X.Lo, hi: s.X.Hi, from: last.left, to: last.right}
	d.group(inkTouched, func() {
		for _, m := range s.Of[0].Touched {
			d.line(x.at(m.X), stripGap, x.at(m.X), last.bottom)
		}
	})
	for i, strip := range s.Of {
		f := frame{left: last.left, right: last.right, top: float64(i)*(stripTall+stripGap) + stripGap}
		f.bottom = f.top + stripTall
		y := scale{lo: strip.Y.Lo, hi: strip.Y.Hi, from: f.bottom, to: f.top}
		d.group(inkGrid, func() {
			for _, t := range strip.Y.Ticks {
				d.line(f.left, y.at(t.At), f.right, y.at(t.At))
			}
		})
		d.group(inkStrong, func() { d.text(f.left, f.top-9, "start", shown(strip.Name)) })
		d.group(inkText, func() {
			at0 := slices.IndexFunc(strip.Y.Ticks, func(t chart.Tick) bool { return math.Abs(t.At) < 1e-9 })
			for k, t := range strip.Y.Ticks {
				if t.Text != "" && (len(strip.Y.Ticks) <= 4 || (k-max(at0, 0))%2 == 0) {
					d.text(f.left-8, y.at(t.At)+4, "end", typeset(t.Text))
				}
			}
		})
		var dots strings.Builder
		for _, p := range strip.Points {
			fmt.Fprintf(&dots, "M%s %sh0", px(x.at(p.X)), px(y.at(p.Y)))
		}
		d.group(inkSpeck, func() { d.path(dots.String()) })
		d.group(inkHollow, func() {
			for k, m := range strip.Touched {
				d.diamond(x.at(m.X), y.at(m.Y.Value), 4, mark{Series: strip.Name, Index: k, Tip: shown(m.Tip)})
			}
		})
	}
	d.group(inkText, func() {
		for _, t := range s.X.Ticks {
			if t.Text != "" {
				d.text(x.at(t.At), last.bottom+18, "middle", t.Text)
			}
		}
		d.text(last.right, last.bottom+36, "end", s.X.Name)
	})
	return &figure{ID: id, SVG: d.svg(), Label: shown(s.Says), Caption: shown(s.Caption)}
}
