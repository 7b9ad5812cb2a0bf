package figure

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// An endLabel stands right of the axes, at the end of the curve that it names.
type endLabel struct {
	value float64 // where the curve ends, on the axis of y
	text  string
	of    color.Color
}

// leading is the least distance between two labels, in points.
const leading = 7.4

// endLabels draws labels as near to their ends as they can be without overlapping.
func (p *pen) endLabels(labels []endLabel) part {
	return func(on draw.Canvas, _, y func(float64) vg.Length) {
		slices.SortStableFunc(labels, func(a, b endLabel) int {
			switch {
			case a.value < b.value:
				return -1
			case a.value > b.value:
				return 1
			}
			return 0
		})
		at := make([]vg.Length, len(labels))
		for i, l := range labels {
			at[i] = min(max(y(l.value), on.Min.Y), on.Max.Y)
		}
		spread(at, leading)
		for i, l := range labels {
			p.write(on, style(labelSize, l.of), vg.Point{X: on.Max.X + 3, Y: at[i]}, l.text)
		}
	}
}

// spread moves ascending places apart until neighbours have the least distance: groups of places that are
// too close are centred on their mean.
func spread(at []vg.Length, least vg.Length) {
	type group struct {
		from, n int
		middle  vg.Length
	}
	var groups []group
	for i, a := range at {
		g := group{i, 1, a}
		for len(groups) > 0 {
			last := groups[len(groups)-1]
			if g.middle-last.middle >= least*vg.Length(g.n+last.n)/2 {
				break
			}
			n := last.n + g.n
			g = group{last.from, n, (last.middle*vg.Length(last.n) + g.middle*vg.Length(g.n)) / vg.Length(n)}
			groups = groups[:len(groups)-1]
		}
		groups = append(groups, g)
	}
	for _, g := range groups {
		for i := range g.n {
			at[g.from+i] = g.middle + least*(vg.Length(i)-vg.Length(g.n-1)/2)
		}
	}
}

// widest returns the room that labels need right of the axes.
func widest(p *pen, labels []endLabel) (most vg.Length) {
	for _, l := range labels {
		most = max(most, style(labelSize, ink).Width(p.letters.Replace(l.text)))
	}
	return most + 4
}
