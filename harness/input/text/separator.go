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
	quoted := bytes.IndexByte(head, '"') >= 0
	switch {
	case found == comma || found == 0:
		return ""
	case found == '\t':
		return "; it holds tabs: name the file .tsv"
	case found == ',':
		return "; it holds commas: name the file .csv"
	case quoted && found == ';':
		return "; it holds semicolons and quotes: " + rewritten(comma, `read.csv2("FILE"`)
	case quoted:
		return "; it holds blanks and quotes: " + rewritten(comma, `read.csv("FILE", sep = "", colClasses = "character"`)
	case found == ';':
		return fmt.Sprintf("; it holds semicolons: type tr ';' '%s' <FILE >NEW%s, or where numbers have decimal commas and ids have none, tr ',;' '.%s' <FILE >NEW%s",
			target, extension, target, extension)
	}
	return fmt.Sprintf("; it holds blanks: type tr -s ' ' '%s' <FILE >NEW%s", target, extension)
}

// rewritten returns how R writes a table again that has quotes: there, what separates columns
// may be part of an id, which tr would change. read begins the call that reads it.
func rewritten(comma byte, read string) string {
	read += ", row.names = 1, check.names = FALSE)"
	if comma == '\t' {
		return fmt.Sprintf(`write it again with tabs, as R does by write.table(%s, "NEW.tsv", sep = "\t", col.names = NA)`, read)
	}
	return fmt.Sprintf(`write it again with commas, as R does by write.csv(%s, "NEW.csv")`, read)
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
