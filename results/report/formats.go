package report

import (
	"io"

	"serialfraction/harness/formats"
	"serialfraction/results/analysis"
)

// Formats are the forms that an analysis can be written in; the first is the
// default. Adding one is a file with its function and a line here.
var Formats = formats.Table[Format[*analysis.Report]]{
	{"table", "for a terminal: table, causes, plot, verdict", writeTerminal},
	{"json", "everything, for other programs", writeJSON[*analysis.Report]},
	{"csv", "one row per number of workers", writeCSV},
	{"md", "Markdown tables, for a pull request or a wiki", writeMarkdown},
	{"benchfmt", "Go benchmark lines, for benchstat", writeBenchfmt},
}

// A Format writes an A, such as an analysis or a comparison, in one form. Write reads a
// and keeps nothing of it. Its error is that of w, or names the number that could not be
// written.
type Format[A any] struct {
	Name    string
	Summary string
	Write   func(w io.Writer, a A, s Style) error
}

// Title returns the name that selects the format on a command line, and its description.
func (f Format[A]) Title() (name, summary string) { return f.Name, f.Summary }

// Style is what the terminal or file of the output can show. Only the table format uses
// it.
type Style struct {
	Width int  // columns of the terminal; 0 if unknown, which counts as 80
	Color bool // may be written with colour and weight (ANSI SGR)

	SafeCSV bool // CSV has no cell that a spreadsheet takes for a formula
}

// columns returns the width to draw for, at least minWidth: no table fits into less.
func (s Style) columns() int {
	const unknown, minWidth = 80, 60
	if s.Width <= 0 {
		return unknown
	}
	return max(s.Width, minWidth)
}
