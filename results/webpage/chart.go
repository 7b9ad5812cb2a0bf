package webpage

import (
	"slices"
	"strings"

	"serialfraction/results/chart"
	"serialfraction/results/palette"
)

// The room around the frame of a chart: for the numbers of y and their name, for the names of lines, and for the
// numbers of x and their name.
const (
	roomLeft   = 72
	roomTop    = 32
	roomRight  = 104
	roomBottom = 42
)

// figureOf draws a chart.
func figureOf(id string, c chart.Chart) keyedFigure {
	d := newDrawing(720, 420)
	f := frame{left: roomLeft, top: roomTop, right: d.w - roomRight, bottom: d.h - roomBottom}
	x := scale{lo: c.X.Lo, hi: c.X.Hi, from: f.left + 12, to: f.right - 12, log: c.X.Log}
	y := scale{lo: c.Y.Lo, hi: c.Y.Hi, from: f.bottom, to: f.top, log: c.Y.Log}
	chartAxes(d, f, c, x, y)
	d.within(f, func() {
		for _, a := range c.Areas {
			d.group(areaInk(a), func() { d.path(pathOf(a.Edge, x, y) + "z") })
		}
		for _, l := range c.Lines {
			d.group(lineInk(l), func() { d.path(pathOf(l.Points, x, y)) })
		}
	})
	d.within(frame{f.left - 14, f.top - 8, f.right + 14, f.bottom + 8}, func() {
		for i, s := range c.Series {
			right := 0.0
			if c.Beside {
				right = 10 * (float64(i) - float64(len(c.Series)-1)/2)
			}
			chartMarks(d, s, allSeries[i], right, x, y)
		}
	})
	names(d, f, c, y)
	return keyedFigure{figure{ID: id, Label: shown(c.Says), SVG: d.svg(), Caption: shown(c.Caption)}, keyOf(c)}
}

// chartAxes draws the grid, the ticks with their numbers, and the names of the axes.
func chartAxes(d *drawing, f frame, c chart.Chart, x, y scale) {
	d.group(inkGrid, func() {
		for _, t := range c.Y.Ticks {
			if t.Text != "" {
				d.line(f.left, y.at(t.At), f.right, y.at(t.At))
			}
		}
	})
	d.group(inkAxis, func() {
		d.line(f.left, f.bottom, f.right, f.bottom)
		for _, t := range c.X.Ticks {
			d.line(x.at(t.At), f.bottom, x.at(t.At), f.bottom+4)
		}
	})
	d.group(inkText, func() {
		for _, t := range c.Y.Ticks {
			d.text(f.left-8, y.at(t.At)+4, "end", typeset(t.Text))
		}
		for i, t := range c.X.Ticks {
			more := ""
			if len(c.X.Ticks) > 8 && i%2 == 1 {
				more = ` data-odd=""` // left out on a phone
			}
			d.textOf(x.at(t.At), f.bottom+18, "middle", t.Text, more)
		}
		d.text(8, 14, "start", c.Y.Name)
		d.text(f.right, f.bottom+37, "end", c.X.Name)
	})
}

// pathOf draws a line through places.
func pathOf(points []chart.XY, x, y scale) string {
	var b strings.Builder
	for i, p := range points {
		step(&b, i == 0, x.at(p.X), y.at(p.Y))
	}
	return b.String()
}

// areaInk is how an area is filled.
func areaInk(a chart.Area) ink {
	if a.Series == chart.None {
		return filled(inkPaced.Class, inkPaced.Fill, `fill-opacity="0.6"`)
	}
	of := &allSeries[a.Series].colour
	opacity := `fill-opacity="0.17"`
	if a.Amount {
		opacity = `fill-opacity="0.85"`
	}
	return filled("m-"+of.Name, of, opacity)
}

// lineInk is how a line is drawn.
func lineInk(l chart.Line) ink {
	more := map[chart.Kind]string{
		chart.Law:    `stroke-width="2.2" stroke-linejoin="round"`,
		chart.Beyond: `stroke-width="2.2" stroke-dasharray="2 4" stroke-linecap="round"`,
		chart.Ideal:  `stroke-width="1.3" stroke-dasharray="6 4"`,
		chart.Bound:  `stroke-width="1.4" stroke-dasharray="2 3"`,
		chart.Other:  `stroke-width="1.1"`,
	}[l.Kind]
	if l.Series == chart.None {
		return stroked(inkAxis.Class, inkAxis.Stroke, more)
	}
	of := &allSeries[l.Series].colour
	return stroked("l-"+of.Name, of, more)
}

// chartMarks draws the marks of a series with their intervals, so far right of their x.
func chartMarks(d *drawing, s chart.Series, of series, right float64, x, y scale) {
	d.group(stroked("l-"+of.colour.Name, &of.colour, `stroke-width="1.4"`), func() {
		for _, m := range s.Marks {
			if lo, hi := y.at(m.Y.Lo), y.at(m.Y.Hi); lo-hi > leastBar {
				d.line(x.at(m.X)+right, lo, x.at(m.X)+right, hi)
			}
		}
	})
	for _, hollow := range []bool{true, false} {
		as := filled("m-"+of.colour.Name, &of.colour, "")
		if hollow {
			as = ink{"h-" + of.colour.Name, &palette.Page, &of.colour, `stroke-width="1.5"`}
		}
		d.group(as, func() {
			for i, m := range s.Marks {
				if m.Hollow == hollow {
					of.marker(d, x.at(m.X)+right, y.at(m.Y.Value), mark{Series: of.sign, Index: i, Tip: shown(m.Tip)})
				}
			}
		})
	}
	d.group(inkStrong, func() {
		for _, m := range s.Marks {
			if m.Text != "" {
				d.text(x.at(m.X)+right+5, y.at(m.Y.Value)+19, "start", m.Text)
			}
		}
	})
}

// names writes the names of lines at their right ends, apart from each other.
func names(d *drawing, f frame, c chart.Chart, y scale) {
	const apart = 18
	var at []float64
	var text []string
	for _, l := range c.Lines {
		if end, seen := l.End(c.Y); l.Name != "" && seen {
			at, text = append(at, y.at(end.Y)+4), append(text, l.Name)
		}
	}
	spread(at, apart, f.bottom)
	d.group(inkText, func() {
		for i := range at {
			d.text(f.right+8, at[i], "start", text[i])
		}
	})
}

// spread moves places apart, each as far down as it must, and all up where the lowest would be below the bottom.
func spread(at []float64, apart, bottom float64) {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if at[a] < at[b] {
			return -1
		}
		return 1
	})
	for k := 1; k < len(order); k++ {
		at[order[k]] = max(at[order[k]], at[order[k-1]]+apart)
	}
	for k := len(order) - 1; k >= 0; k-- {
		at[order[k]] = min(at[order[k]], bottom)
		bottom = at[order[k]] - apart
	}
}

// A keyedFigure has a key of the signs of its series; none = there is one series.
type keyedFigure struct {
	figure
	Key []keyEntry
}

// keyOf names the signs of the series, where there are several.
func keyOf(c chart.Chart) (key []keyEntry) {
	if !c.Keyed() {
		return nil
	}
	for i, s := range c.Series {
		if !c.Shows(i) {
			continue
		}
		key = append(key, keyEntry{allSeries[i].sign, allSeries[i].colour.Name, shown(s.Name)})
	}
	return key
}

// A keyEntry is a sign and what it stands for.
type keyEntry struct{ Sign, Colour, Name string }
