package webpage

import (
	_ "embed"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"serialfraction/harness/wording"
	"serialfraction/results/report"
)

//go:embed content.html
var contentMarkup string

// A contentView is what the page of a report shows that is of no single sweep.
type contentView struct {
	Verdict string
	Long    bool // the verdict is a paragraph
	Parts   []contentPart
	Command string
}

// A contentPart is a part of a report on a page.
type contentPart struct {
	ID, Head string
	Figures  []keyedFigure
	Tables   []contentTable
	Facts    []fact
	Warnings []string
	Commands []string
}

// A contentTable is a table of a report on a page.
type contentTable struct {
	Says  string
	Long  bool // it is closed until it is asked for
	Heads []contentCell
	Rows  [][]contentCell
}

// A contentCell is a cell, with the class of its column.
type contentCell struct{ Class, Text string }

// WriteContent writes a page of what a report says. command is the command line that made it.
func WriteContent(w io.Writer, c report.Content, command string) error {
	const paragraph = 280 // letters
	v := contentView{Verdict: shown(c.Verdict), Long: utf8.RuneCountInString(c.Verdict) > paragraph, Command: shown(command)}
	d := document{Title: wording.Brief(shown(c.Title)), Sections: []link{{"verdict", "Verdict"}}}
	for i, p := range c.Parts {
		part := contentPartOf(fmt.Sprintf("part-%d", i+1), p)
		if part.Head != "" {
			d.Sections = append(d.Sections, link{part.ID, part.Head})
		}
		v.Parts = append(v.Parts, part)
	}
	d.Sections, d.Main = append(d.Sections, link{"made", "How it was made"}), v
	return d.write(w, contentMarkup)
}

func contentPartOf(id string, p report.Part) contentPart {
	part := contentPart{ID: id, Head: wording.Brief(shown(p.Head))}
	for i, c := range p.Charts {
		part.Figures = append(part.Figures, figureOf(fmt.Sprintf("%s-%s-%d", id, c.Name, i), c))
	}
	for _, g := range p.Tables {
		part.Tables = append(part.Tables, contentTableOf(g))
	}
	for _, l := range p.Lines {
		part.Facts = append(part.Facts, fact{shown(l.Label), sentence(shown(l.Text()))})
	}
	for _, text := range p.Warnings {
		part.Warnings = append(part.Warnings, shown(text))
	}
	for _, command := range p.Commands {
		part.Commands = append(part.Commands, shown(command))
	}
	return part
}

// longCell is the length from which on the text of a cell may break over lines.
const longCell = 28

// contentTableOf sets a table: numbers by their last characters, words by their first, and long texts so that
// they break.
func contentTableOf(g report.Grid) contentTable {
	const manyRows = 20
	t := contentTable{Says: shown(g.Says), Long: len(g.Rows) > manyRows}
	class := make([]string, len(g.Heads))
	for i, h := range g.Heads {
		if !h.Numbers {
			class[i] = "left"
		}
		for _, row := range g.Rows {
			if utf8.RuneCountInString(row[i]) > longCell && !h.Numbers {
				class[i] = "text"
			}
		}
		t.Heads = append(t.Heads, contentCell{class[i], shown(h.Text)})
	}
	for _, row := range g.Rows {
		cells := make([]contentCell, len(row))
		for i, text := range row {
			within := strings.TrimLeft(text, " ")
			cells[i] = contentCell{class[i], shown(within)}
			if within != text {
				cells[i].Class += " within"
			}
			if g.Heads[i].Numbers {
				cells[i].Text = typeset(cells[i].Text)
			}
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
