package text

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
)

// A header names the columns of a table.
type header struct {
	line   int // its number
	passed int // number of a comment above it that may be the header instead, 0 = none

	comma byte // separates the columns; a blank stands for any number of them
	short bool // it has no name for the ids
	ended bool // each line ends in a separator, behind which is nothing

	kinds   []kind   // of all columns
	corner  string   // the name of the id column; "" where the table has no header or no ids
	texts   []string // the names of the columns of text
	samples []string // those of the columns of values
	found   []string // the names of the columns of text that were found to be such
}

// readHeader reads the first line that is neither empty nor a comment, and looks at the first
// rows. It names the columns: that of the ids, those of text, and the samples. Where the layout
// has no header the line is a row, which is read again, and the columns are numbered. usual is
// the separator that the name of the file promises.
func readHeader(pre *prelude, l Layout, usual byte) (*header, error) {
	name := pre.cut.s.Name
	line, number, err := pre.belowComments(usual, l)
	if err != nil {
		return nil, err
	}
	h := &header{line: number, passed: pre.passed}
	if l.NoHeader {
		pre.unread()
	}
	rows := pre.ahead(sampledRows)
	err = lines.Check(line)
	if err == nil {
		below := rows
		if l.NoHeader {
			below = below[1:]
		}
		h.comma, h.short = separatorOf(line, first(below), usual, !l.NoHeader && l.IDs != IDsNone)
		err = h.name(line, rows, l)
	}
	if err != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, number, err)
	}
	return h, nil
}

// first returns the first of some lines, nil where there is none.
func first(all [][]byte) []byte {
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

// name distributes the names of the columns in the line of the header.
func (h *header) name(line []byte, rows [][]byte, l Layout) error {
	names, err := columnsOf(line, h.comma, h.short)
	if err != nil {
		return fmt.Errorf("%w%s", err, separatorHint(line, h.comma))
	}
	id, err := idColumnOf(names, l)
	if err != nil {
		return err
	}
	if h.kinds, err = h.kindsOf(names, id, rows, l); err != nil {
		return err
	}
	columns := make([]int, 0, len(names)) // of the samples
	for i, k := range h.kinds {
		switch {
		case k == idColumn && !l.NoHeader:
			h.corner = names[i]
		case k == textColumn && l.NoHeader:
			h.texts = append(h.texts, fmt.Sprintf("column %d", i+1))
		case k == textColumn:
			h.texts = append(h.texts, names[i])
		case k == valueColumn:
			h.samples = append(h.samples, names[i])
			columns = append(columns, i+1)
		}
	}
	if l.NoHeader {
		h.samples = dataset.Numbered(len(h.samples))
	}
	if h.short {
		for i := range columns {
			columns[i]-- // the header has one fewer
		}
	}
	err = checkSamples(h.samples, columns)
	if err != nil && numbers(h.samples) && h.samples[0] != "" {
		err = fmt.Errorf("%w; if this line is a row of data, type --no-header", err)
	}
	return err
}

// idColumnOf returns the index of the column of ids, -1 where there is none.
func idColumnOf(names []string, l Layout) (int, error) {
	switch l.IDs {
	case IDsNone:
		return -1, nil
	case IDsNamed:
		at := slices.Index(names, l.IDColumn)
		if at < 0 {
			return 0, &harness.FlagError{Flag: "ids", Value: l.IDColumn, Want: "no such column: type first, none, or the name of one: " + lines.Some(names)}
		}
		if slices.Contains(names[at+1:], l.IDColumn) {
			return 0, &harness.FlagError{Flag: "ids", Value: l.IDColumn, Want: "two columns have this name: rename one"}
		}
		return at, nil
	}
	return 0, nil
}

// kindsOf returns what each column holds.
func (h *header) kindsOf(names []string, id int, rows [][]byte, l Layout) ([]kind, error) {
	kinds := make([]kind, len(names))
	for i, name := range names {
		switch {
		case i == id:
			kinds[i] = idColumn
		case l.Columns != nil && !l.Columns.MatchString(name), l.Columns == nil && id < i && i <= id+l.Texts:
			kinds[i] = textColumn
		default:
			kinds[i] = valueColumn
		}
	}
	if l.Wordy && l.Columns == nil && l.Texts == 0 {
		for i := range names {
			if kinds[i] == valueColumn && isWordy(h.cut(rows, len(names)), i, missingOf(l.Missing)) {
				kinds[i] = textColumn
			}
		}
	} else if l.Columns == nil && l.Texts == 0 && !l.NoHeader {
		for _, i := range textsAmong(names, id, h.cut(rows, len(names)), missingOf(l.Missing)) {
			kinds[i] = textColumn
			h.found = append(h.found, names[i])
		}
	}
	if last := len(names) - 1; last > id && l.Columns == nil && names[last] == "" && kinds[last] == valueColumn && h.endsEmpty(rows, len(names), l) {
		kinds[last], h.ended = textColumn, true
	}
	if slices.Contains(kinds, valueColumn) || l.Wordy && slices.Contains(kinds, textColumn) {
		return kinds, nil
	}
	if l.Columns != nil {
		return nil, &harness.FlagError{Flag: "columns", Value: l.Columns.String(), Want: "no column has such a name: the names are " + lines.Some(names)}
	}
	return nil, fmt.Errorf("%d columns, and %d of them are no values: a column of values is expected", len(names), len(names))
}

// endsEmpty reports whether the last column has nothing in rows, because each line ends in a
// separator.
func (h *header) endsEmpty(rows [][]byte, columns int, l Layout) bool {
	cut := h.cut(rows, columns)
	return !l.NoHeader && len(cut) > 0 && len(cut) == len(rows) && !slices.ContainsFunc(cut, func(row []string) bool { return row[columns-1] != "" })
}

// cut cuts rows into their fields; those that have not as many as the columns are left out.
func (h *header) cut(rows [][]byte, columns int) (all [][]string) {
	for _, row := range rows {
		if cutBy(row, h.comma).fields == columns {
			all = append(all, fieldsOf(row, h.comma))
		}
	}
	return all
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

// parseHeader returns the names of the samples of a table that has ids and tabs: all names of
// the header but the first.
func parseHeader(head []byte) ([]string, error) {
	if err := lines.Check(head); err != nil {
		return nil, err
	}
	fields, err := columnsOf(head, '\t', false)
	if err != nil {
		return nil, err
	}
	columns := make([]int, len(fields)-1)
	for i := range columns {
		columns[i] = i + 2
	}
	return fields[1:], checkSamples(fields[1:], columns)
}

// columnsOf cuts a header into its names, two or more. Where it is short, that of the ids is
// left out, and becomes "".
func columnsOf(head []byte, comma byte, short bool) ([]string, error) {
	if comma == ' ' {
		head, comma = lines.Tabbed(slices.Clone(head)), '\t'
	}
	fields, err := lines.Split(head, comma)
	switch {
	case err != nil:
		return nil, err
	case short:
		return append([]string{""}, fields...), nil
	case len(fields) == 1 && strings.TrimSpace(fields[0]) == "":
		return nil, errors.New("the header is empty: an id column and one column per sample are expected")
	case len(fields) == 1:
		return nil, fmt.Errorf("the header has one column, %s: an id column and one column per sample are expected, separated by %s", lines.Quote(fields[0]), separator(comma))
	}
	return fields, nil
}

// separatorHint returns what to type about the header of a table that could not be cut into columns:
// what separates them may be what separates those of no table, or the line a title above the header.
func separatorHint(head []byte, comma byte) string {
	if bytes.IndexByte(head, comma) >= 0 {
		return ""
	}
	for _, c := range []string{"|", ":"} {
		if bytes.Contains(head, []byte(c)) {
			return "; if " + c + " separates them, type tr '" + c + "' , <FILE >NEW"
		}
	}
	return "; if the header is below this line, remove this line"
}

// checkSamples checks that every sample has a name, and that no name repeats. columns are
// their columns, counted from 1.
func checkSamples(samples []string, columns []int) error {
	if len(samples) > 1 && !slices.ContainsFunc(samples, func(name string) bool { return name != "" }) {
		return errors.New("no column but the first has a name: if the header is below this line, remove this line")
	}
	seen := make(map[string]int, len(samples))
	for i, name := range samples {
		column := columns[i]
		if name == "" {
			if i > 0 && i == len(samples)-1 {
				return fmt.Errorf("column %d has no name: every sample needs one; if each line ends in a separator, remove it", column)
			}
			return fmt.Errorf("column %d has no name: every sample needs one, write it there", column)
		}
		if before, twice := seen[name]; twice {
			return fmt.Errorf("column %d: sample %s is already column %d: rename one", column, lines.Quote(name), before)
		}
		seen[name] = column
	}
	return nil
}
