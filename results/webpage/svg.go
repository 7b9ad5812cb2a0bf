package webpage

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"
)

// A drawing is an SVG that is being written. Its marks stand in groups, which have the colours; so a mark
// is a few bytes. It has no style attribute, which the policy of the page refuses.
type drawing struct {
	b    strings.Builder
	w, h float64
}

func newDrawing(w, h float64) *drawing { return &drawing{w: w, h: h} }

// svg returns the drawing as it stands in a page, hidden from screen readers, which have the label and the
// table beside it.
func (d *drawing) svg() template.HTML {
	return template.HTML(fmt.Sprintf(`<svg viewBox="0 0 %s %s" width="%[1]s" height="%[2]s" aria-hidden="true" focusable="false">%s</svg>`,
		px(d.w), px(d.h), d.b.String()))
}

// px writes a length with one digit behind the point at most.
func px(x float64) string {
	x = math.Round(10*x) / 10
	if x == 0 {
		x = 0 // not -0
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// group draws what is in it with an ink.
func (d *drawing) group(i ink, in func()) { d.groupOf(i.attributes(), in) }

func (d *drawing) groupOf(attributes string, in func()) {
	d.b.WriteString("<g " + attributes + ">")
	in()
	d.b.WriteString("</g>")
}

// of draws the part of a chart that belongs to one of the laws: the first is seen, until another is chosen.
func (d *drawing) of(law string, shown bool, in func()) {
	attributes := fmt.Sprintf(`data-law="%s"`, html.EscapeString(law))
	if !shown {
		attributes += ` display="none"`
	}
	d.groupOf(attributes, in)
}

// within draws in a frame that cuts off what is outside of it.
func (d *drawing) within(f frame, in func()) {
	fmt.Fprintf(&d.b, `<svg x="%s" y="%s" width="%s" height="%s" viewBox="%[1]s %[2]s %[3]s %[4]s" overflow="hidden">`,
		px(f.left), px(f.top), px(f.right-f.left), px(f.bottom-f.top))
	in()
	d.b.WriteString("</svg>")
}

func (d *drawing) line(x1, y1, x2, y2 float64) {
	fmt.Fprintf(&d.b, `<path d="M%s %sL%s %s"/>`, px(x1), px(y1), px(x2), px(y2))
}

// interval draws a bar between two heights. Where it is cut off by a frame it ends in an arrow; it reports whether
// one does.
func (d *drawing) interval(x, low, high float64, f frame) (cut bool) {
	d.line(x, min(low, f.bottom), x, max(high, f.top))
	if high < f.top-1 {
		d.arrow(x, f.top, 1)
		cut = true
	}
	if low > f.bottom+1 {
		d.arrow(x, f.bottom, -1)
		cut = true
	}
	return cut
}

// arrow draws the head of an arrow: down is 1 where its lines go down from its point, and -1 where they go up.
func (d *drawing) arrow(x, y, down float64) {
	d.path(fmt.Sprintf("M%s %sL%s %sL%s %[2]s", px(x-4), px(y+5*down), px(x), px(y), px(x+4)))
}

// arrowWords say what an arrow is.
const arrowWords = " An arrow: the interval goes on."

func (d *drawing) path(points string) {
	if points != "" {
		d.b.WriteString(`<path d="` + points + `"/>`)
	}
}

// rect draws a box; tip "" is none.
func (d *drawing) rect(x, y, w, h float64, tip mark) {
	fmt.Fprintf(&d.b, `<rect x="%s" y="%s" width="%s" height="%s"%s`, px(x), px(y), px(w), px(h), tip.attributes())
	tip.end(&d.b, "rect")
}

// hatch draws slanted lines in a box, each cut off at its edges: a pattern of SVG would be a bitmap on paper.
func (d *drawing) hatch(x, y, w, h float64) {
	const apart = 8.5
	var b strings.Builder
	for c := math.Ceil((x-y-h)/apart) * apart; c < x+w-y; c += apart { // the line of x - y = c
		from, to := max(x, y+c), min(x+w, y+h+c)
		if to-from > 0.5 {
			fmt.Fprintf(&b, "M%s %sL%s %s", px(from), px(from-c), px(to), px(to-c))
		}
	}
	d.path(b.String())
}

func (d *drawing) circle(x, y, r float64, tip mark) {
	fmt.Fprintf(&d.b, `<circle cx="%s" cy="%s" r="%s"%s`, px(x), px(y), px(r), tip.attributes())
	tip.end(&d.b, "circle")
}

// diamond draws a mark with four corners.
func (d *drawing) diamond(x, y, r float64, tip mark) {
	fmt.Fprintf(&d.b, `<path d="M%s %sl%s %[3]sl-%[3]s %[3]sl-%[3]s -%[3]sz"%s`, px(x), px(y-r), px(r), tip.attributes())
	tip.end(&d.b, "path")
}

// square and triangle draw marks of other shapes.
func (d *drawing) square(x, y, r float64, tip mark) { d.rect(x-r, y-r, 2*r, 2*r, tip) }

func (d *drawing) triangle(x, y, r float64, tip mark) {
	fmt.Fprintf(&d.b, `<path d="M%s %sl%s %sh-%sz"%s`, px(x), px(y-r), px(r), px(1.8*r), px(2*r), tip.attributes())
	tip.end(&d.b, "path")
}

// text writes text at a place. anchor is start, middle or end.
func (d *drawing) text(x, y float64, anchor, text string) { d.textOf(x, y, anchor, text, "") }

func (d *drawing) textOf(x, y float64, anchor, text, more string) {
	fmt.Fprintf(&d.b, `<text x="%s" y="%s"`, px(x), px(y))
	if anchor != "start" {
		d.b.WriteString(` text-anchor="` + anchor + `"`)
	}
	d.b.WriteString(more + ">" + html.EscapeString(text) + "</text>")
}

// A mark is what a part of a chart says of itself: a reader that hovers over it, taps it or comes to it
// by the keys reads the tip. Marks of one series have one name and are numbered.
type mark struct {
	Series string
	Index  int
	Tip    string
	Cause  string // the row of the table of causes that it belongs to; "" = none
}

func (m mark) attributes() string {
	if m.Tip == "" {
		return ""
	}
	text := fmt.Sprintf(` data-s="%s" data-i="%d"`, html.EscapeString(m.Series), m.Index)
	if m.Cause != "" {
		text += fmt.Sprintf(` data-cause="%s"`, html.EscapeString(m.Cause))
	}
	return text
}

// end ends an element: with its tip as its title, which a browser shows where there is no script.
func (m mark) end(b *strings.Builder, element string) {
	if m.Tip == "" {
		b.WriteString("/>")
		return
	}
	b.WriteString("><title>" + html.EscapeString(m.Tip) + "</title></" + element + ">")
}

// A frame is the part of a drawing in which data are drawn.
type frame struct{ left, top, right, bottom float64 }
