package report

import (
	"fmt"
	"io"
	"strings"

	"serialfraction/results"
)

// Formats are the forms that an analysis can be written in; the first is the
// default. Adding one is a file with its function and a line here.
var Formats = []Format{
	{"table", "for a terminal: table, causes, plot, verdict", writeTerminal},
	{"json", "everything, for other programs", writeJSON},
	{"csv", "one row per number of workers", writeCSV},
	{"md", "Markdown tables, for a pull request or a wiki", writeMarkdown},
	{"benchfmt", "Go benchmark lines, for benchstat", writeBenchfmt},
}

// A Format writes an analysis in one form. Write reads a and keeps nothing of
// it; its error is that of w, or says which number could not be written.
type Format struct {
	Name    string
	Summary string
	Write   func(w io.Writer, a *results.Analysis, s Style) error
}

// Lookup returns the format of that name. Its error lists the names.
func Lookup(name string) (Format, error) {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names[i] = f.Name
	}
	return Format{}, fmt.Errorf("no format %q: type one of %s", name, strings.Join(names, ", "))
}

// Style is what the place of output can show. Only the table format looks at
// it.
type Style struct {
	Width int  // columns of the terminal; 0 if unknown, which counts as 80
	Color bool // may be written with colour and weight (ANSI SGR)
}

// columns returns the width to draw for. Below minWidth nothing is gained by
// squeezing further.
func (s Style) columns() int {
	const unknown, minWidth = 80, 60
	if s.Width <= 0 {
		return unknown
	}
	return max(s.Width, minWidth)
}
