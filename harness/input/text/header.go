package text

import (
	"fmt"

	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
)

// A header names the columns of a table.
type header struct {
	line    int      // its number
	passed  int      // number of a comment above it that may be the header instead, 0 = none
	corner  string   // the name of the id column; "" where the table has no header or no ids
	texts   []string // the names of the columns of text
	samples []string // all others
}

// readHeader reads the first line that is neither empty nor a comment. It names the columns:
// that of the ids, those of text, and the samples. Where the layout has no header the line is
// a row, which is read again, and the columns are numbered.
func readHeader(pre *prelude, l Layout, comma byte) (header, error) {
	name := pre.cut.s.Name
	line, number, err := pre.belowComments(comma, l)
	if err != nil {
		return header{}, err
	}
	fields, err := columnsOf(line, comma)
	if l.NoHeader {
		pre.unread()
	}
	h := header{line: number, passed: pre.passed}
	if err == nil {
		err = h.assign(fields, l)
	}
	if err != nil {
		return h, fmt.Errorf("%s:%d: %w", name, number, err)
	}
	return h, nil
}

// assign distributes the names of the columns.
func (h *header) assign(fields []string, l Layout) error {
	first := 0
	if l.IDs != IDsNone {
		h.corner, first = fields[0], 1
	}
	if first+l.Texts >= len(fields) {
		return fmt.Errorf("%d columns, and %d of them are no values: a column of values is expected", len(fields), first+l.Texts)
	}
	h.texts, h.samples = fields[first:first+l.Texts], fields[first+l.Texts:]
	if l.NoHeader {
		h.corner, h.samples = "", dataset.Numbered(len(h.samples))
		for i := range h.texts {
			h.texts[i] = fmt.Sprintf("column %d", first+i+1)
		}
	}
	err := checkSamples(h.samples, first+l.Texts+1)
	if err != nil && numbers(h.samples) && h.samples[0] != "" {
		err = fmt.Errorf("%w; if this line is a row of data, type --no-header", err)
	}
	return err
}

// numbers reports whether all texts are numbers or missing values.
func numbers(texts []string) bool {
	for _, text := range texts {
		if _, err := numeral.Parse([]byte(text)); err != nil {
			return false
		}
	}
	return true
}

// parseHeader returns the names of the samples of a table that has ids: all names of the
// header but the first.
func parseHeader(head []byte, comma byte) ([]string, error) {
	fields, err := columnsOf(head, comma)
	if err != nil {
		return nil, err
	}
	return fields[1:], checkSamples(fields[1:], 2)
}

// columnsOf cuts a header into its names, two or more. Where it cannot, the error names what
// seems to separate the columns instead of comma.
func columnsOf(head []byte, comma byte) ([]string, error) {
	if err := lines.Check(head); err != nil {
		return nil, err
	}
	fields, err := lines.Split(head, comma)
	hint := separatorHint(head, comma)
	switch {
	case err != nil && hint != "":
		return nil, fmt.Errorf("the columns should be separated by %s%s", separator(comma), hint)
	case err != nil:
		return nil, err
	case len(fields) == 1:
		return nil, fmt.Errorf("the header has one column, %s: an id column and one column per sample are expected, separated by %s%s",
			lines.Quote(fields[0]), separator(comma), hint)
	}
	return fields, nil
}

// checkSamples checks that every sample has a name, and that no name repeats. first is
// the column of the first sample, counted from 1.
func checkSamples(samples []string, first int) error {
	seen := make(map[string]int, len(samples))
	for i, name := range samples {
		column := first + i
		if name == "" {
			if i > 0 && i == len(samples)-1 {
				return fmt.Errorf("column %d has no name: every sample needs one; if each line ends in a separator, remove it", column)
			}
			return fmt.Errorf("column %d has no name: every sample needs one", column)
		}
		if before, twice := seen[name]; twice {
			return fmt.Errorf("column %d: sample %s is already column %d: rename one", column, lines.Quote(name), before)
		}
		seen[name] = column
	}
	return nil
}
