package text

import (
	"bytes"
	"fmt"

	"serialfraction/harness/input/lines"
)

// separator names a separator in a message.
func separator(comma byte) string {
	switch comma {
	case '\t':
		return "tabs"
	case ' ':
		return "blanks"
	}
	return fmt.Sprintf("%q", comma)
}

// separatorOf returns what separates the columns of a table whose header and first row these
// are; row is nil where there is none. usual is what the name of the file promises. short
// reports whether the header has no name for the column of ids, as R writes tables.
//
// It is the first that gives header and row as many fields, two or more, or the row one more.
// Where none does, the table has a fault, and what the header seems to have is returned.
func separatorOf(head, row []byte, usual byte, mayBeShort bool) (comma byte, short bool) {
	candidates := []byte{usual, '\t', ';', ',', ' '}
	for _, comma := range candidates {
		n := len(fieldsOf(head, comma))
		if n > 1 && (row == nil || len(fieldsOf(row, comma)) == n) {
			return comma, false
		}
	}
	for _, comma := range candidates {
		if mayBeShort && lacksIDName(fieldsOf(head, comma), fieldsOf(row, comma)) && (len(fieldsOf(head, comma)) > 1 || foundIn(head) == 0) {
			return comma, true
		}
	}
	if len(fieldsOf(head, usual)) > 1 || foundIn(head) == 0 {
		return usual, false
	}
	return foundIn(head), false
}

// lacksIDName reports whether a header has one name fewer than the row below it, because that
// of the ids is left out. A header that begins with such a name has a fault instead, and so has
// a row that ends in a separator.
func lacksIDName(head, row []string) bool {
	return len(head) > 0 && len(row) == len(head)+1 && !isCorner(head[0]) && row[len(row)-1] != ""
}

// fieldsOf cuts a line into its fields, nil where it cannot.
func fieldsOf(line []byte, comma byte) []string {
	if comma == ' ' {
		line, comma = lines.Tabbed(bytes.Clone(line)), '\t'
	}
	fields, err := lines.Split(line, comma)
	if err != nil {
		return nil
	}
	return fields
}

// foundIn returns what seems to separate the fields of a line: the first of tab, semicolon,
// comma and space that stands outside of quotes, 0 where none does.
func foundIn(line []byte) byte {
	var seen [256]bool
	quoted := false
	for _, c := range bytes.Trim(line, " ") {
		if c == '"' {
			quoted = !quoted
		}
		seen[c] = seen[c] || !quoted
	}
	for _, c := range []byte("\t;, ") {
		if seen[c] {
			return c
		}
	}
	return 0
}
