package draw

import "math"

// A Family is curves of speed-up against N on one plot, each with its name at the right end, and what was
// measured over them.
type Family struct {
	Curves []Named
	Over   []Signed
}

// Signed is what was measured of one job, under a sign of its own.
type Signed struct {
	Name         string // for the legend
	Sign, Hollow rune   // of the points that a fit uses, and of the others
	Points       []Mark
}

// A Named is one curve of a family.
type Named struct {
	Name  string
	Curve []Knot // by N; they begin at N = 1 and end at one N
}

// Lines draws the curves, and the ideal line, in at most width columns, with the legend.
func (f Family) Lines(width int, ink Painter) (lines, legend []string) {
	right, hi := 1, 1.0
	curves := make([][]logKnot, len(f.Curves))
	for i, named := range f.Curves {
		curves[i] = newCurve(named.Curve)
		for _, k := range curves[i] {
			right, hi = max(right, int(k.n)), max(hi, k.value)
		}
	}
	ax := newAxes(0, right, 0, hi, width-axisWidth-labelMargin-1, min(max(width/5, 16), 28))
	c := newCanvas(ax.wide()+labelMargin, ax.high())
	drawIdeal(c, ax)
	for _, curve := range curves {
		drawCurve(c, ax, curve, float64(right))
	}
	for i, curve := range curves {
		if len(curve) == 0 {
			continue
		}
		y := ax.y(curve[len(curve)-1].value) / 4
		for _, near := range []int{y, y - 1, y + 1} {
			if c.write(ax.wide()+1, near, f.Curves[i].Name, Plain) {
				break
			}
		}
	}
	legend = []string{"⣀⣀ Amdahl's law for each S", "⠂⠂ ideal: N workers, N times as fast"}
	for _, series := range f.Over {
		legend = append(legend, series.draw(c, ax))
	}
	lines = append(lines, ink.Paint("speed-up", Dim))
	for y := range ax.high() {
		lines = append(lines, ink.Paint(ax.yTick(y), Dim)+c.row(y, ink))
	}
	lines = append(lines, ink.Paint(ax.xRule(), Dim), ink.Paint(ax.xLabels(), Dim))
	return lines, legend
}

// draw puts the points into a plot and returns their item of the legend. Points beyond the plot are left out.
func (s Signed) draw(c *canvas, ax axes) (item string) {
	item = string(s.Sign)
	for _, fitted := range []bool{false, true} { // where two fall into one cell, a fitted one is seen
		for _, p := range s.Points {
			if p.Fitted != fitted || !p.drawable() || math.Log2(p.N) > float64(ax.right) {
				continue
			}
			sign := s.Sign
			if !fitted {
				sign, item = s.Hollow, string(s.Sign)+" "+string(s.Hollow)
			}
			y := min(max(ax.y(math.Log2(p.Speedup)), 0), 4*ax.high()-1)
			c.put(ax.x(math.Log2(p.N))/2, y/4, sign, Bold)
		}
	}
	return item + " " + s.Name
}
