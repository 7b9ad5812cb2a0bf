package text

import (
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"

	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
)

// textsHint returns what to type where the first columns of values hold text about the row,
// "" where they do not. values are the fields of a line from the first sample on. One line
// does not show whether a column of another name than those of dataset.IsRowFact holds text in
// every row, so the hint then leaves that to the user.
func (p *parser) textsHint(values []string) string {
	if !p.quoted || p.count(textColumn) > 0 || p.spans[len(p.spans)-1].kind != valueColumn {
		return ""
	}
	first := p.count(idColumn)
	texts, unknown := 0, 0
	for i, value := range values {
		if !dataset.IsRowFact(p.samples[i]) {
			if !isWord(value) {
				break
			}
			unknown++
		}
		texts++
	}
	if texts == 0 || texts == len(values) || unknown > len(values)-texts {
		return "" // no columns of text, or a table of text
	}
	columns, verb := fmt.Sprintf("columns %d to %d", first+1, first+texts), "are"
	if texts == 1 {
		columns, verb = fmt.Sprintf("column %d", first+1), "is"
	}
	condition := fmt.Sprintf("%s describe the row", columns)
	switch {
	case unknown > 0:
		condition = fmt.Sprintf("every row has text about itself in %s", columns)
	case texts == 1:
		condition = "this column describes the row"
	}
	return fmt.Sprintf("; if %s, type --text-columns %d: %s %s kept beside it", condition, texts, lines.Some(p.samples[:texts]), verb)
}

// isWord reports whether a field is text: it begins with a letter, and is not a number with a
// fault, such as 5%, nor an error of a spreadsheet, such as #DIV/0!.
func isWord(field string) bool {
	_, err := numeral.Parse([]byte(field))
	var e *numeral.Error
	first, _ := utf8.DecodeRuneInString(field)
	return errors.As(err, &e) && e.Fault == numeral.NoNumber && unicode.IsLetter(first)
}
