package report

import (
	"strings"

	"serialfraction/results/advice"
	"serialfraction/results/chart"
	"serialfraction/results/report/draw"
)

// A Content is what a report says, without a form: the words, rows and figures of which a page is made. Its rows and
// words are those of the terminal.
type Content struct {
	Title   string // what was asked
	Verdict string // the answer, in a sentence
	Parts   []Part
}

// A Part of a report. What it lacks is empty.
type Part struct {
	Head     string
	Charts   []chart.Chart
	Tables   []Grid
	Warnings []string
	Lines    []Line   // facts and notes
	Commands []string // what to type next
}

// A Grid is a table: columns, and rows of as many cells.
type Grid struct {
	Says  string // what it has; "" = its heads say it
	Heads []Head
	Rows  [][]string
}

// A Head is that of a column.
type Head struct {
	Text    string
	Numbers bool // the cells stand by their last characters
}

// grid returns a table of the terminal, with all its columns.
func grid(says string, t draw.Table) Grid {
	g := Grid{Says: says}
	for _, c := range t.Columns {
		g.Heads = append(g.Heads, Head{c.Head, c.Align != draw.Left})
	}
	if len(t.Columns) == 0 {
		return g
	}
	for r := range t.Columns[0].Cells {
		var row []string
		for _, c := range t.Columns {
			row = append(row, c.Cells[r])
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// add adds a line, unless it says nothing.
func (p *Part) add(label string, items ...string) {
	if text := strings.Join(items, ""); text != "" {
		p.Lines = append(p.Lines, Line{label, items})
	}
}

// warn adds a warning, unless it says nothing.
func (p *Part) warn(text string) {
	if text != "" {
		p.Warnings = append(p.Warnings, text)
	}
}

// facts adds lines of facts; one without a label belongs to the line before.
func (p *Part) facts(all []curveFact) {
	for _, f := range all {
		if n := len(p.Lines); f.label == "" && n > 0 {
			p.Lines[n-1].Items = append(p.Lines[n-1].Items, f.items...)
			continue
		}
		p.add(f.label, f.items...)
	}
}

// shows adds a chart that has something to show.
func (p *Part) shows(c chart.Chart) {
	if !c.Empty() {
		p.Charts = append(p.Charts, c)
	}
}

// warns adds the warnings and the commands that settle them.
func (p *Part) warns(all []advice.Advice) {
	for _, a := range warningsOf(all) {
		p.warn(a.Message)
	}
	for _, a := range all {
		if a.Command != "" {
			p.Commands = append(p.Commands, a.Command)
		}
	}
}
