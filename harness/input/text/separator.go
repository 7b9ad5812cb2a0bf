package text

import (
	"bytes"
	"fmt"
)

// separator names a separator in a message.
func separator(comma byte) string {
	if comma == '\t' {
		return "tabs"
	}
	return fmt.Sprintf("%q", comma)
}

// separatorHint names the character that seems to separate the columns instead of comma, and
// what to do about it; "" where none does.
func separatorHint(head []byte, comma byte) string {
	found := separatorOf(head)
	target, extension := ",", ".csv"
	if comma == '\t' {
		target, extension = `\t`, ".tsv"
	}
	switch {
	case found == comma || found == 0:
		return ""
	case found == '\t':
		return "; it holds tabs: name the file .tsv"
	case found == ',':
		return "; it holds commas: name the file .csv"
	case found == ';':
		return fmt.Sprintf("; it holds semicolons: type tr ';' '%s' <FILE >NEW%s, or where numbers have decimal commas, tr ',;' '.%s' <FILE >NEW%s",
			target, extension, target, extension)
	}
	return fmt.Sprintf("; it holds blanks: type tr -s ' ' '%s' <FILE >NEW%s", target, extension)
}

// separatorOf returns what separates the fields of a line: the first of tab, semicolon, comma
// and space that stands outside of quotes, 0 where none does.
func separatorOf(line []byte) byte {
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
