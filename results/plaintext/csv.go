package plaintext

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A CSV writes a table as comma-separated values (RFC 4180).
type CSV struct {
	// Safe puts an apostrophe before a text that a spreadsheet would take for a formula and
	// carry out. Other programs then read the text with the apostrophe.
	Safe bool

	out *csv.Writer
}

// NewCSV returns a CSV that writes to w, and must be flushed.
func NewCSV(w io.Writer, safe bool) *CSV { return &CSV{safe, csv.NewWriter(w)} }

// Write writes a row. A failed write is remembered for [CSV.Flush].
func (c *CSV) Write(row []string) {
	row = slices.Clone(row)
	for i, cell := range row {
		if row[i] = Text(cell); c.Safe {
			row[i] = SafeText(cell)
		}
	}
	_ = c.out.Write(row)
}

// Flush writes what is buffered and returns the error of the first write that failed.
func (c *CSV) Flush() error {
	c.out.Flush()
	return c.out.Error()
}

// SafeText returns a cell as [CSV.Safe] has it.
func SafeText(cell string) string {
	if cell = Text(cell); isFormula(cell) {
		return "'" + cell
	}
	return cell
}

// isFormula reports whether a spreadsheet takes a cell for a formula: one that begins with an
// equals sign, a plus, a minus or an at sign, also of full width or behind blanks, and is no number.
//
// Source: OWASP, CSV Injection (2024).
func isFormula(cell string) bool {
	if !strings.ContainsAny(first(strings.TrimLeft(cell, " \t\r\n")), "=+-@\uff1d\uff0b\uff0d\uff20") {
		return false
	}
	_, err := strconv.ParseFloat(cell, 64)
	return err != nil
}

// first returns the first character of a text, "" of none.
func first(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}
