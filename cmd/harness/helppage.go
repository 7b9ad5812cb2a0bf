package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A page is the sheet of a terminal: lines of at most width columns. Only a word that is longer
// makes a longer line.
type page struct {
	strings.Builder
	width int
}

// margin is the indent, in columns, of a flag or of a command to type.
const margin = 2

// column returns the column where the explanation of a name begins. On a narrow page it
// is below the name.
func (p *page) column() int {
	if p.width < 60 {
		return 3 * margin
	}
	return 24
}

// title writes the name of what the page is about and what it is for.
func (p *page) title(called, summary string) {
	fmt.Fprintln(p, hang(called+": ", summary, margin, p.width))
}

// usage writes how a verb is typed, a line for each form.
func (p *page) usage(forms []string) {
	p.WriteByte('\n')
	for _, form := range forms {
		fmt.Fprintln(p, hang("", form, margin, p.width))
	}
}

// prose writes a paragraph and the commands below it.
func (p *page) prose(text string, examples []example) {
	p.WriteByte('\n')
	if text != "" {
		fmt.Fprintln(p, hang("", text, 0, p.width))
	}
	p.commands(examples)
}

// commands writes commands to type, each with what it does beside it, or below where the
// page is too narrow.
func (p *page) commands(examples []example) {
	widest := 0
	for _, e := range examples {
		widest = max(widest, utf8.RuneCountInString(e.typed))
	}
	const gap, least = 2, 28 // columns between the two, and least columns of the second
	column := margin + widest + gap
	for _, e := range examples {
		switch {
		case e.does == "":
			fmt.Fprintln(p, typeable(e.typed, margin, p.width))
		case column+least <= p.width:
			fmt.Fprintln(p, hang(strings.Repeat(" ", margin)+e.typed, e.does, column, p.width))
		default:
			fmt.Fprintln(p, typeable(e.typed, margin, p.width))
			fmt.Fprintln(p, hang("", e.does, 3*margin, p.width))
		}
	}
}

// heading begins a group of entries.
func (p *page) heading(text string) { fmt.Fprintf(p, "\n%s\n", hang("", text, 0, p.width)) }

// entry writes a name, the name of its value, and its explanation.
func (p *page) entry(name, value, words string) {
	head := strings.Repeat(" ", margin) + strings.TrimSpace(name+" "+value)
	if p.column() <= 3*margin || utf8.RuneCountInString(head)+2 > p.column() {
		fmt.Fprintln(p, head)
		head = ""
	}
	fmt.Fprintln(p, hang(head, words, p.column(), p.width))
}
