package webpage

import (
	"fmt"
	"math"
	"strings"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// A column is the causes of e(N) at one N.
type column struct {
	at    analysis.Point
	e     float64
	parts []share // in the order of the table of causes, the machine's after the program's
}

// A share is what a cause has of e(N), by owner. The shares of a column add up to its e.
type share struct {
	cause causeWords
	owner string
	value float64
}

// columnsOf returns the columns of the points that have causes.
func columnsOf(a *analysis.Report) []column {
	var all []column
	for _, p := range a.Points {
		if p.KarpFlatt == nil || len(p.Causes) == 0 {
			continue
		}
		c := column{at: p, e: *p.KarpFlatt}
		for _, o := range p.Owners {
			var names []string
			for name := range o.Causes {
				names = append(names, name)
			}
			bottomUp(names)
			for _, name := range names {
				c.parts = append(c.parts, share{wordsOf(name), o.Owner, o.Causes[name]})
			}
		}
		all = append(all, c)
	}
	return all
}

// A box is a drawn share: its place in the stack, in units of e.
type box struct {
	share
	from, to float64 // to is above from
}

// boxes stacks a column: what costs time from 0 up, what saves it from 0 down.
func (c *column) boxes() []box {
	var up, down float64
	var all []box
	for _, s := range c.parts {
		switch {
		case s.value > 0:
			all = append(all, box{s, up, up + s.value})
			up += s.value
		case s.value < 0:
			all = append(all, box{s, down + s.value, down})
			down += s.value
		}
	}
	return all
}

// leastBox is the height in pixels below which a share is named instead of drawn.
const leastBox = 0.75

// A reach is how far the columns of a chart go up and down, in units of e.
type reach struct{ top, low float64 }

// reachOf returns how far the columns of reports go, so that their charts have equal axes.
func reachOf(reports ...*analysis.Report) (r reach) {
	for _, a := range reports {
		for _, c := range columnsOf(a) {
			for _, b := range c.boxes() {
				r.top, r.low = max(r.top, b.to), min(r.low, b.from)
			}
			r.top, r.low = max(r.top, c.e), min(r.low, c.e)
		}
	}
	if r.top == 0 && r.low == 0 {
		r.top = 1
	}
	return r
}

// stack shows the causes of e(N) stacked at each N, on an axis that has the reach; nil where there are none.
func stack(id string, a *analysis.Report, r reach) *figure {
	columns := columnsOf(a)
	if len(columns) == 0 {
		return nil
	}
	top, low := r.top, r.low
	d := newDrawing(480, 340)
	f := frame{left: 60, top: 36, right: 472, bottom: 292}
	y := scale{lo: min(0, low*1.35), hi: top * 1.06, from: f.bottom, to: f.top}
	if top == 0 {
		y.hi = -low * 0.15
	}
	step := (f.right - f.left) / float64(len(columns))
	width := min(step*0.66, 74)
	axis(d, f, y)
	for i, c := range columns {
		if c.at.Oversubscribed {
			from := f.left + float64(i)*step
			d.group(inkTint, func() { d.rect(from, f.top, f.right-from, f.bottom-f.top, mark{}) })
			d.group(inkText, func() { d.text(f.right-2, 12, "end", "N beyond the CPUs: not part of S") })
			break
		}
	}
	small := map[ownedCause]bool{}
	for i, c := range columns {
		drawColumn(d, c, i, a, f.left+(float64(i)+0.5)*step, width, y, small)
	}
	d.group(inkZero, func() { d.line(f.left, y.at(0), f.right, y.at(0)) })
	var sums, ns []string
	for _, c := range columns {
		sums, ns = append(sums, typeset(number.Significant(c.e, 2))), append(ns, fmt.Sprint(c.at.Workers))
	}
	d.group(inkStrong, func() {
		for i, c := range columns {
			if i%namedEvery(step, sums...) != 0 {
				continue
			}
			more := ""
			if i > 0 && i < len(columns)-1 {
				more = ` data-odd=""`
			}
			above := c.e
			for _, b := range c.boxes() {
				above = max(above, b.to)
			}
			d.textOf(f.left+(float64(i)+0.5)*step, y.at(above)-7, "middle", sums[i], more)
		}
	})
	d.group(inkText, func() {
		for i := 0; i < len(ns); i += namedEvery(step, ns...) {
			d.text(f.left+(float64(i)+0.5)*step, f.bottom+18, "middle", ns[i])
		}
		d.text(f.right, f.bottom+36, "end", "N, workers")
		d.text(f.left-8, 12, "end", "e(N)")
	})
	caption := "Hatched: the machine’s. "
	if reachOf(a).low < 0 {
		caption += "Below zero: less of it than at N = 1; the thick line is the sum, e(N). "
	}
	caption += tooSmall(small)
	return &figure{ID: id, SVG: d.svg(), Caption: caption, Label: "The causes of e(N), the serial fraction at each number of workers, stacked. They add up to e(N)."}
}

// An ownedCause is a cause as far as it is one owner's.
type ownedCause struct{ cause, owner string }

// tooSmall names causes that a chart does not show, by owner; "" where there are none.
func tooSmall(small map[ownedCause]bool) string {
	var lists []string
	for _, o := range owners {
		var names []string
		for of := range small {
			if of.owner == o.name {
				names = append(names, of.cause)
			}
		}
		bottomUp(names)
		for i := range names {
			names[i] = plainly(names[i])
		}
		if len(names) > 0 {
			lists = append(lists, o.heading+": "+strings.Join(names, ", ")+".")
		}
	}
	if len(lists) == 0 {
		return ""
	}
	return "Too small to draw here, but in the sum. " + strings.Join(lists, " ")
}

// axis draws the grid and the numbers of a linear y axis.
func axis(d *drawing, f frame, y scale) {
	ticks := evenly(y.lo, y.hi, 5, plain)
	d.group(inkGrid, func() {
		for _, t := range ticks {
			d.line(f.left, y.at(t.x), f.right, y.at(t.x))
		}
	})
	d.group(inkText, func() {
		for _, t := range ticks {
			d.text(f.left-8, y.at(t.x)+4, "end", t.text)
		}
	})
}

func drawColumn(d *drawing, c column, i int, a *analysis.Report, x, width float64, y scale, small map[ownedCause]bool) {
	fade := ""
	if c.at.Oversubscribed {
		fade = ` opacity="0.62"`
	}
	negative := false
	for _, b := range c.boxes() {
		h := y.at(b.from) - y.at(b.to)
		if h < leastBox {
			small[ownedCause{b.cause.name, b.owner}] = true
			continue
		}
		ink := causeInk(b.cause.of)
		attributes := ink.attributes() + fade
		if b.value < 0 {
			negative = true
			attributes += fmt.Sprintf(` fill-opacity="0.42" stroke="%s" stroke-width="1.4"`, b.cause.of.Light)
			attributes = strings.Replace(attributes, `class="`, `class="neg n-`+b.cause.of.Name+` `, 1)
		}
		m := mark{Series: b.owner + " " + b.cause.name, Index: i, Tip: shareTip(b.share, c, a), Cause: b.owner + "-" + b.cause.name}
		d.groupOf(attributes, func() { d.rect(x-width/2, y.at(b.to), width, h, m) })
		if b.owner == "machine" {
			d.groupOf(inkHatch.attributes()+fade, func() { d.hatch(x-width/2, y.at(b.to), width, h) })
		}
	}
	if negative {
		d.group(inkSum, func() { d.line(x-width/2-5, y.at(c.e), x+width/2+5, y.at(c.e)) })
	}
}

// shareTip says all of a share of a column: what it is, how much, and in seconds of each worker.
func shareTip(s share, c column, a *analysis.Report) string {
	n := float64(c.at.Workers)
	seconds := s.value * (n - 1) * a.Points[0].Seconds.Value / n
	tip := fmt.Sprintf("%s (%s) at N = %d: %s", s.cause.plain, shown(s.cause.name), c.at.Workers, typeset(number.Significant(s.value, 2)))
	if c.e > 0 {
		tip += " — " + typeset(number.Percent(s.value/c.e)) + " of e"
	}
	tip += fmt.Sprintf("; %s of each worker’s %s", typeset(number.Duration(seconds)), number.Duration(c.at.Seconds.Value))
	if s.value < 0 {
		tip += ", less of it than at N = 1"
	}
	return tip + "."
}

// signedScale has places for numbers over many powers of ten on both sides of 0: even within ±m, then
// logarithmic.
type signedScale struct {
	m, lo, hi float64
	from, to  float64
}

// strip is how wide the even part is on each side of 0, in powers of ten.
const strip = 0.4

func (s signedScale) bent(x float64) float64 {
	if math.Abs(x) <= s.m {
		return strip * x / s.m
	}
	return math.Copysign(strip+math.Log10(math.Abs(x)/s.m), x)
}

func (s signedScale) at(x float64) float64 {
	return s.from + (s.bent(x)-s.bent(s.lo))/(s.bent(s.hi)-s.bent(s.lo))*(s.to-s.from)
}
