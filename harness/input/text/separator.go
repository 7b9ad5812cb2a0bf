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
	found := foundIn(head)
	shortBy := byte(0) // the first by which the header is short
	candidates := []byte{usual, '\t', ';', ',', ' '}
	if found != ' ' && found != 0 {
		candidates = candidates[:4] // blanks around other separators separate nothing
	}
	for _, comma := range candidates {
		h, r := cutBy(head, comma), cutBy(row, comma)
		if h.fields > 1 && (row == nil || r.fields == h.fields) {
			return comma, false
		}
		if shortBy == 0 && mayBeShort && lacksIDName(h, r) && (h.fields > 1 || found == 0) {
			shortBy = comma
		}
	}
	switch {
	case shortBy != 0:
		return shortBy, true
	case found == 0 || cutBy(head, usual).fields > 1:
		return usual, false
	}
	return found, false
}

// A cutLine is what a line is cut into by a separator.
type cutLine struct {
	fields      int // 0 = it cannot be cut
	first, last string
}

// cutBy counts the fields of a line.
func cutBy(line []byte, comma byte) (c cutLine) {
	if comma == ' ' {
		comma = '\t'
		if bytes.ContainsAny(line, " \t") {
			line = lines.Tabbed(bytes.Clone(line))
		}
	}
	for more := true; more; c.fields++ {
		var field []byte
		var err error
		if field, line, more, err = lines.CutField(line, comma); err != nil {
			return cutLine{}
		}
		if c.fields == 0 {
			c.first = string(field)
		}
		if !more {
			c.last = string(field)
		}
	}
	return c
}

// lacksIDName reports whether a header has one name fewer than the row below it, because that
// of the ids is left out. A header that begins with such a name has a fault instead, and so has
// a row that ends in a separator.
func lacksIDName(head, row cutLine) bool {
	return head.fields > 0 && row.fields == head.fields+1 && !isCorner(head.first) && row.last != ""
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
