package draw

import "strings"

// LabelWidth is the column in which the facts above and below the tables begin.
const LabelWidth = 9

// A Page gathers the lines of a report for a terminal of a width. It is used from one
// goroutine.
type Page struct {
	Painter
	Width int // columns

	text strings.Builder
}

// String returns the lines, each with its end.
func (p *Page) String() string { return p.text.String() }

// Lines writes lines, given without their ends.
func (p *Page) Lines(lines ...string) {
	for _, l := range lines {
		p.text.WriteString(l)
		p.text.WriteByte('\n')
	}
}

// Gap leaves one empty line between two sections.
func (p *Page) Gap() {
	if p.text.Len() > 0 && !strings.HasSuffix(p.String(), "\n\n") {
		p.text.WriteByte('\n')
	}
}

// Fact writes items behind a label, broken between items where it can be, and
// nothing where there are none.
func (p *Page) Fact(label string, items []string) {
	if len(items) == 0 {
		return
	}
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = Together(Clean(item))
	}
	p.Labelled(label, Dim, strings.Join(words, ", "), Plain)
}

// Labelled writes text behind a label, wrapped and indented.
func (p *Page) Labelled(label string, of Ink, text string, in Ink) {
	for i, line := range Wrap(text, p.Width-LabelWidth) {
		head := strings.Repeat(" ", LabelWidth)
		if i == 0 {
			head = p.Paint(label, of) + head[min(len(label), LabelWidth):]
		}
		p.Lines(head + p.Paint(line, in))
	}
}

// Legend writes below a plot what its signs mean, an item each.
func (p *Page) Legend(items []string) {
	for _, line := range WrapItems(items, p.Width-axisWidth) {
		p.Lines(strings.Repeat(" ", axisWidth) + p.Paint(line, Dim))
	}
}
