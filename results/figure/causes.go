package figure

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/palette"
)

// A column is e(N) at an N, cut into its causes.
type column struct {
	workers int
	total   float64 // e(N)
	shares  []share // of the total
}

// A share is what a cause has of e(N), as far as it is one owner's.
type share struct {
	cause, owner string
	of           float64
}

// columnsOf returns the columns of a report: of the N that were fitted, or of all where none was.
func columnsOf(points []analysis.Point) (all []column) {
	fitted := slices.ContainsFunc(points, func(p analysis.Point) bool { return p.Fitted && p.KarpFlatt != nil })
	for _, p := range points {
		if p.KarpFlatt != nil && (p.Fitted || !fitted) {
			all = append(all, column{p.Workers, *p.KarpFlatt, sharesOf(p)})
		}
	}
	return all
}

// sharesOf returns the shares of a point in the order in which they are stacked: by cause, and of one cause the
// program's first.
func sharesOf(p analysis.Point) (all []share) {
	for _, o := range p.Owners {
		for cause, of := range o.Causes {
			all = append(all, share{cause, o.Owner, of})
		}
	}
	slices.SortFunc(all, func(a, b share) int {
		_, i := palette.OfCause(a.cause)
		_, j := palette.OfCause(b.cause)
		return cmp.Or(cmp.Compare(i, j), cmp.Compare(a.cause, b.cause), -cmp.Compare(a.owner, b.owner))
	})
	return all
}

// HasCauses reports whether a report has N for a figure of causes: one with more than one worker.
func HasCauses(r *analysis.Report) bool { return len(columnsOf(r.Points)) > 0 }

// Causes draws e(N), the Karp–Flatt serial fraction, against N as a column of its causes, which add up to it.
// What a cause takes off lies below zero, in outline; a black bar then shows the sum. What the machine has of a
// cause is hatched. [HasCauses] of r is true.
func Causes(r *analysis.Report) Figure {
	return Figure{tall: 53.0 / 85, draw: func(p *pen, on draw.Canvas) {
		columns := columnsOf(r.Points)
		of := newPlot(p, "workers N", "part of e(N)")
		lo, hi := extent(columns)
		value := valueTicks(lo, hi)
		of.Y.Min, of.Y.Max = value[0].Value, value[len(value)-1].Value
		for i := range value {
			value[i].Label = p.letters.Replace(value[i].Label)
		}
		of.Y.Tick.Marker = plot.ConstantTicks(value)
		var ticks []plot.Tick
		for i, c := range columns {
			ticks = append(ticks, plot.Tick{Value: float64(i), Label: strconv.Itoa(c.workers)})
		}
		room := max(0.6, 2-float64(len(columns))/2) // few columns are no wider than three
		of.X.Min, of.X.Max = -room, float64(len(columns)-1)+room
		of.X.Tick.Marker = plot.ConstantTicks(ticks)
		of.X.Tick.Length = 0
		of.Add(levels(value))
		labels := []endLabel{}
		last := columns[len(columns)-1]
		for i, c := range columns {
			for _, b := range blocks(c) {
				of.Add(drawBlock(i, b))
			}
			if slices.ContainsFunc(c.shares, func(s share) bool { return s.of < 0 }) {
				of.Add(sumBar(i, c.total))
			}
		}
		for _, b := range whole(blocks(last)) {
			if math.Abs(b.to-b.from) >= (of.Y.Max-of.Y.Min)/100 {
				shade := causeColour(b.cause)
				labels = append(labels, endLabel{(b.from + b.to) / 2, b.cause, shade})
			}
		}
		if len(labels) == 0 {
			labels = append(labels, endLabel{last.total, "e(N)", ink})
		}
		of.Add(p.endLabels(labels), margin(widest(p, labels)))
		of.Draw(p.ownerKey(on, columns))
	}}
}

// ownerKey says above the axes whose hatched and plain blocks are, where there are hatched ones, and returns what is
// left of the paper.
func (p *pen) ownerKey(on draw.Canvas, columns []column) draw.Canvas {
	if !slices.ContainsFunc(columns, func(c column) bool {
		return slices.ContainsFunc(c.shares, func(s share) bool { return s.owner == "machine" && s.of != 0 })
	}) {
		return on
	}
	of, at := style(labelSize, ink), vg.Point{X: on.Min.X + 3, Y: on.Max.Y - leading}
	for _, k := range []struct {
		words   string
		hatched bool
	}{{"the program's", false}, {"the machine's", true}} {
		box := vg.Rectangle{Min: vg.Point{X: at.X, Y: at.Y - 3}, Max: vg.Point{X: at.X + 9, Y: at.Y + 3}}
		on.FillPolygon(soft, corners(box))
		if k.hatched {
			hatch(on, box, color.White)
		}
		p.write(on, of, vg.Point{X: at.X + 12, Y: at.Y}, k.words)
		at.X += 22 + of.Width(p.letters.Replace(k.words))
	}
	return draw.Crop(on, 0, 0, 0, at.Y-leading-on.Max.Y)
}

// A block is what one owner has of a cause in a column, between two values.
type block struct {
	cause, owner string
	from, to     float64
}

// blocks stacks the shares of a column: what they add from zero up, what they take off from zero down.
func blocks(c column) (all []block) {
	var up, down float64
	for _, s := range c.shares {
		switch {
		case s.of > 0:
			all = append(all, block{s.cause, s.owner, up, up + s.of})
			up += s.of
		case s.of < 0:
			all = append(all, block{s.cause, s.owner, down, down + s.of})
			down += s.of
		}
	}
	return all
}

// whole joins the blocks of all owners of a cause that lie on each other.
func whole(all []block) (joined []block) {
	for _, b := range all {
		if at := slices.IndexFunc(joined, func(o block) bool { return o.cause == b.cause && o.to == b.from }); at >= 0 {
			joined[at].to = b.to
			continue
		}
		joined = append(joined, b)
	}
	return joined
}

// extent returns the least and the greatest value that a column reaches, zero among them.
func extent(columns []column) (lo, hi float64) {
	for _, c := range columns {
		for _, b := range blocks(c) {
			lo, hi = min(lo, b.to), max(hi, b.to)
		}
	}
	return lo, hi
}

// valueTicks returns round values, three to seven, that hold lo and hi.
func valueTicks(lo, hi float64) (ticks []plot.Tick) {
	if hi-lo <= 0 {
		hi = lo + 1
	}
	step, digits := roundStep(hi - lo)
	for i := math.Floor(lo/step + 1e-9); ; i++ {
		text := number.Fixed(math.Abs(i*step), digits)
		if i < 0 {
			text = "−" + text
		}
		ticks = append(ticks, plot.Tick{Value: i * step, Label: text})
		if i*step >= hi-1e-9*step {
			return ticks
		}
	}
}

// levels draws a line at each tick, and zero in ink.
func levels(ticks []plot.Tick) part {
	return func(on draw.Canvas, _, y func(float64) vg.Length) {
		for _, t := range ticks {
			sty := line(gridWidth, rule)
			if t.Value == 0 {
				sty = line(axisWidth, ink)
			}
			on.StrokeLine2(sty, on.Min.X, y(t.Value), on.Max.X, y(t.Value))
		}
	}
}

// breadth is the width of a column, where 1 is from one to the next.
const breadth = 0.68

// drawBlock draws a cause in the column of that number: filled, or below zero faint with an outline; hatched if
// it is the machine's.
func drawBlock(column int, b block) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		shade := causeColour(b.cause)
		box := vg.Rectangle{
			Min: vg.Point{X: x(float64(column) - breadth/2), Y: y(min(b.from, b.to))},
			Max: vg.Point{X: x(float64(column) + breadth/2), Y: y(max(b.from, b.to))},
		}
		fill := shade
		if b.to < b.from {
			fill = faint(shade, 0.4)
		}
		on.FillPolygon(fill, corners(box))
		if b.owner == "machine" {
			hatch(on, box, color.White)
		}
		if b.to < b.from {
			on.StrokeLines(line(0.7, shade), append(corners(box), box.Min))
		}
	}
}

// sumBar draws the sum of a column as a bar that is wider than it.
func sumBar(column int, total float64) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		on.StrokeLine2(line(1.4, ink), x(float64(column)-breadth/2)-2, y(total), x(float64(column)+breadth/2)+2, y(total))
	}
}

// corners returns the corners of a box, in turn.
func corners(b vg.Rectangle) []vg.Point {
	return []vg.Point{b.Min, {X: b.Max.X, Y: b.Min.Y}, b.Max, {X: b.Min.X, Y: b.Max.Y}}
}

// hatch draws slanted lines in a box, which meet at its edges with those of neighbours.
func hatch(on draw.Canvas, b vg.Rectangle, of color.Color) {
	const apart = 3
	for c := math.Floor(float64(b.Min.Y-b.Max.X)/apart) * apart; vg.Length(c) < b.Max.Y-b.Min.X; c += apart { // y = x + c
		from := vg.Point{X: max(b.Min.X, b.Min.Y-vg.Length(c))}
		to := vg.Point{X: min(b.Max.X, b.Max.Y-vg.Length(c))}
		if from.X < to.X {
			from.Y, to.Y = from.X+vg.Length(c), to.X+vg.Length(c)
			on.StrokeLine2(line(0.5, of), from.X, from.Y, to.X, to.Y)
		}
	}
}
