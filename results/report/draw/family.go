package draw

// A Family is curves of speed-up against N on one plot, each with its name at the right end.
type Family []Named

// A Named is one curve of a family.
type Named struct {
	Name  string
	Curve []Knot // by N; they begin at N = 1 and end at one N
}

// Lines draws the curves, and the ideal line, in at most width columns, with the legend.
func (f Family) Lines(width int, ink Painter) (lines, legend []string) {
	right, hi := 1, 1.0
	curves := make([][]logKnot, len(f))
	for i, named := range f {
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
			if c.write(ax.wide()+1, near, f[i].Name, Plain) {
				break
			}
		}
	}
	lines = append(lines, ink.Paint("speed-up", Dim))
	for y := range ax.high() {
		lines = append(lines, ink.Paint(ax.yTick(y), Dim)+c.row(y, ink))
	}
	lines = append(lines, ink.Paint(ax.xRule(), Dim), ink.Paint(ax.xLabels(), Dim))
	return lines, []string{"⣀⣀ Amdahl's law for each S", "⠂⠂ ideal: N workers, N times as fast"}
}
