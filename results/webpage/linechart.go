package webpage

import (
	"html/template"
	"math"
	"strings"
	"unicode/utf8"

	"serialfraction/fit"
)

// A lineChart shows a quantity against N: the law as a line with its band, the runs as dots. The dots
// are never joined: a line through them would be a trend that nobody measured.
type lineChart struct {
	w, h      float64
	right     float64 // room for labels behind the frame
	least     int     // of N; the x axis begins there
	most      int     // the largest N that was timed
	plainX    bool    // N in equal steps; else each step doubles
	y         scale   // its places are set by draw
	ticks     []tick  // of y
	dots      []dot
	laws      []law
	of        func(n float64, s fit.Interval) fit.Interval // the quantity from the speed-up of a law
	ideal     func(n float64) float64                      // nil = none
	idealText string
	ceiling   float64 // 0 = none
	ceilings  string  // its label
	fitted    int     // the largest N that was fitted
	beyond    float64 // the N from which on there are more workers than CPUs; 0 = nowhere
	beyondSay string
	labels    bool // at the right edge
	goesOn    bool // set by marks: an interval ends in an arrow
}

// A dot is what was measured at an N.
type dot struct {
	n      int
	value  fit.Interval
	fitted bool
	tip    string
}

// knotsAlong is how many points an ideal line has in a chart whose axes bend it.
const knotsAlong = 48

// draw returns the chart.
func (c *lineChart) draw() template.HTML {
	d := newDrawing(c.w, c.h)
	f := c.frame()
	x := scale{lo: float64(c.least), hi: math.Max(float64(c.most), 2), from: f.left + 12, to: f.right - 12, log: !c.plainX}
	c.y.from, c.y.to = f.bottom, f.top
	c.ground(d, f, x)
	c.axes(d, f, x)
	d.within(frame{f.left, f.top - 6, f.right, f.bottom + 6}, func() {
		for i, l := range c.laws {
			d.of(l.ID, i == 0, func() { c.law(d, l, x) })
		}
		if c.ideal != nil {
			d.group(inkIdeal, func() { d.path(c.along(x)) })
		}
		if c.ceiling > 0 {
			d.group(inkCeiling, func() { d.line(f.left, c.y.at(c.ceiling), f.right, c.y.at(c.ceiling)) })
		}
	})
	c.marks(d, f, x)
	if c.labels {
		c.label(d, f, x)
	}
	return d.svg()
}

// frame returns the part of the chart that data are drawn in. Left of it is room for the numbers of y, also where a
// style makes text larger, as on a phone and on paper.
func (c *lineChart) frame() frame {
	const letter = 8.3 // pixels, of the larger text
	left := 54.0
	for _, t := range c.ticks {
		left = max(left, 10+letter*float64(utf8.RuneCountInString(t.text)))
	}
	return frame{left: left, top: 14, right: c.w - c.right, bottom: c.h - 40}
}

// ground tints the part of the chart whose N need more CPUs than there are.
func (c *lineChart) ground(d *drawing, f frame, x scale) {
	if c.beyond == 0 {
		return
	}
	from := x.at(c.beyond)
	d.group(inkTint, func() { d.rect(from, f.top, f.right-from, f.bottom-f.top, mark{}) })
	if c.beyondSay != "" {
		d.group(inkText, func() { d.text(f.right-4, f.bottom-10, "end", c.beyondSay) }) // below what is drawn
	}
}

func (c *lineChart) axes(d *drawing, f frame, x scale) {
	var along []tick
	if c.plainX {
		along = evenly(x.lo, x.hi, 7, plain)
	} else {
		along = doublings(x.lo, x.hi, func(n float64) string { return plain(n, 1) })
	}
	d.group(inkGrid, func() {
		for _, t := range c.ticks {
			d.line(f.left, c.y.at(t.x), f.right, c.y.at(t.x))
		}
	})
	d.group(inkAxis, func() {
		d.line(f.left, f.bottom, f.right, f.bottom)
		for _, t := range along {
			d.line(x.at(t.x), f.bottom, x.at(t.x), f.bottom+4)
		}
	})
	d.group(inkText, func() {
		for _, t := range c.ticks {
			d.text(f.left-8, c.y.at(t.x)+4, "end", t.text)
		}
		every := namedEvery((f.right-f.left)/float64(len(along)), along[len(along)-1].text)
		for i, t := range along {
			if i%every != 0 {
				continue
			}
			more := ""
			if len(along) > 8 && i%2 == 1 {
				more = ` data-odd=""` // left out on a phone
			}
			d.textOf(x.at(t.x), f.bottom+18, "middle", t.text, more)
		}
		name := "N, workers (each step doubles)"
		if c.plainX {
			name = "N, workers"
		}
		d.text(f.right, f.bottom+35, "end", name)
	})
}

// namedEvery is k where every k-th of some places is named, so that names as long as the given ones stay apart.
func namedEvery(step float64, names ...string) int {
	const letter, apart = 7, 6 // pixels
	widest := 0
	for _, n := range names {
		widest = max(widest, utf8.RuneCountInString(n))
	}
	return max(1, int(math.Ceil((letter*float64(widest)+apart)/step)))
}

// law draws a law: whole up to the last fitted N, dotted beyond, in a band.
func (c *lineChart) law(d *drawing, l law, x scale) {
	near, far := l.parts(float64(c.fitted), x.hi)
	for _, part := range []struct {
		knots      []knot
		band, line ink
	}{{near, inkBand, inkLaw}, {far, inkFar, inkBeyond}} {
		if len(part.knots) > 1 {
			d.group(part.band, func() { d.path(c.band(part.knots, x)) })
			d.group(part.line, func() { d.path(c.line(part.knots, x)) })
		}
	}
}

func (c *lineChart) line(knots []knot, x scale) string {
	var b strings.Builder
	for i, k := range knots {
		step(&b, i == 0, x.at(k.n), c.y.at(c.of(k.n, k.speedup).Value))
	}
	return b.String()
}

// band is the interval of a law, there and back. An end that is unbounded leaves the frame.
func (c *lineChart) band(knots []knot, x scale) string {
	var b strings.Builder
	for i, k := range knots {
		step(&b, i == 0, x.at(k.n), c.y.at(c.of(k.n, k.speedup).Hi))
	}
	for i := range knots {
		k := knots[len(knots)-1-i]
		step(&b, false, x.at(k.n), c.y.at(c.of(k.n, k.speedup).Lo))
	}
	b.WriteString("z")
	return b.String()
}

func step(b *strings.Builder, first bool, x, y float64) {
	if first {
		b.WriteByte('M')
	} else {
		b.WriteByte('L')
	}
	b.WriteString(px(x) + " " + px(y))
}

// along is the ideal line.
func (c *lineChart) along(x scale) string {
	var b strings.Builder
	for i := range knotsAlong + 1 {
		share := float64(i) / knotsAlong
		n := x.lo + share*(x.hi-x.lo)
		if x.log {
			n = x.lo * math.Pow(x.hi/x.lo, share)
		}
		step(&b, i == 0, x.at(n), c.y.at(c.ideal(n)))
	}
	return b.String()
}

// leastBar is the length from which on an interval is drawn: a shorter one is hidden by its dot.
const leastBar = 9

// marks draws what was measured. An interval that is wider than the plot ends at its edge in an arrow.
func (c *lineChart) marks(d *drawing, f frame, x scale) {
	d.within(frame{f.left - 14, f.top - 6, f.right + 14, f.bottom + 6}, func() {
		d.group(inkBar, func() {
			for _, p := range c.dots {
				if lo, hi := c.y.at(p.value.Lo), c.y.at(p.value.Hi); p.value.Bounded() && math.Abs(lo-hi) > leastBar {
					c.goesOn = d.interval(x.at(float64(p.n)), lo, hi, f) || c.goesOn
				}
			}
		})
		for _, fitted := range []bool{true, false} {
			i := inkHollow
			if fitted {
				i = inkDot
			}
			d.group(i, func() {
				for _, p := range c.dots {
					if p.fitted == fitted {
						d.circle(x.at(float64(p.n)), c.y.at(p.value.Value), 4.3, mark{})
					}
				}
			})
		}
	})
	d.group(inkHit, func() {
		for i, p := range c.dots {
			d.circle(x.at(float64(p.n)), max(f.top-4, min(f.bottom+4, c.y.at(p.value.Value))), 14, mark{Series: "runs", Index: i, Tip: p.tip})
		}
	})
}

// arrows says what the arrows of a chart that is drawn are; "" where it has none.
func (c *lineChart) arrows() string {
	if c.goesOn {
		return arrowWords
	}
	return ""
}

// label names the lines at the right edge, apart from each other.
func (c *lineChart) label(d *drawing, f frame, x scale) {
	type name struct {
		y    float64
		text string
		ink  ink
		law  string
	}
	var names []name
	end := x.hi
	if c.ideal != nil && c.y.at(c.ideal(end)) >= f.top-1 {
		names = append(names, name{c.y.at(c.ideal(end)), c.idealText, inkText, ""})
	}
	if c.ceiling > 0 && c.y.at(c.ceiling) >= f.top-1 {
		names = append(names, name{c.y.at(c.ceiling), c.ceilings, inkLawText, ""})
	}
	for _, l := range c.laws {
		for _, k := range l.knots {
			if math.Abs(k.n-end) < 1e-9*end {
				at := max(f.top, min(f.bottom, c.y.at(c.of(k.n, k.speedup).Value)))
				names = append(names, name{at, "law " + factor(k.speedup.Value), inkLawText, l.ID})
			}
		}
	}
	const apart = 22
	var taken []float64
	for _, n := range names {
		y := n.y + 4
		for moved := true; moved; {
			moved = false
			for _, t := range taken {
				if math.Abs(t-y) < apart-0.01 {
					y, moved = t+apart, true
				}
			}
		}
		if n.law == "" || n.law == c.laws[0].ID {
			taken = append(taken, y)
		}
		write := func() { d.group(n.ink, func() { d.text(f.right+8, y, "start", n.text) }) }
		if n.law == "" {
			write()
		} else {
			d.of(n.law, n.law == c.laws[0].ID, write)
		}
	}
}
