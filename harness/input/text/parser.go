package text

import (
	"bytes"
	"cmp"
	"fmt"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
	"serialfraction/harness/wording"
)

// A parser reads lines of one table. It is read-only and serves many goroutines.
type parser struct {
	name    string // of the stream
	comma   byte
	texts   int  // number of columns of text between the row id and the values
	quoted  bool // texts may be quoted; else quotes in them stand for themselves
	noIDs   bool // the values begin in the first column
	samples []string
}

// parse appends the values of a line to values and its row id to ids. It returns false
// where anything is wrong; diagnose then finds the error.
func (p *parser) parse(values []float64, ids, line []byte) ([]float64, []byte, bool) {
	rest, more := line, true
	if !p.noIDs {
		var id []byte
		var err error
		id, rest, more, err = lines.CutField(line, p.comma)
		if err != nil || !lines.IsText(id) {
			return values, ids, false
		}
		ids = append(ids, id...)
	}
	for range p.texts {
		if !more {
			return values, ids, false
		}
		var err error
		if _, rest, more, err = p.cutText(rest); err != nil {
			return values, ids, false
		}
	}
	for range p.samples {
		if !more {
			return values, ids, false
		}
		v, n, ok := numeral.Scan(rest)
		switch {
		case ok && n == len(rest):
			rest, more = nil, false
		case ok && rest[n] == p.comma:
			rest = rest[n+1:]
		default:
			var field []byte
			var err error
			if field, rest, more, err = lines.CutField(rest, p.comma); err != nil {
				return values, ids, false
			}
			if v, err = numeral.Parse(field); err != nil {
				return values, ids, false
			}
		}
		values = append(values, v)
	}
	return values, ids, !more
}

// appendTexts appends the columns of text of a line that parse has accepted. Quotes around
// a text are removed; one that stands for a missing value is "".
func (p *parser) appendTexts(texts []string, line []byte) []string {
	rest := line
	if !p.noIDs {
		_, rest, _, _ = lines.CutField(line, p.comma)
	}
	for range p.texts {
		var field []byte
		field, rest, _, _ = p.cutText(rest)
		text := string(field)
		if !p.quoted {
			text = unquote(text)
		}
		if numeral.MissingText(text) {
			text = ""
		}
		texts = append(texts, lines.Plain(text))
	}
	return texts
}

// cutText cuts a column of text off a line.
func (p *parser) cutText(line []byte) (field, rest []byte, more bool, err error) {
	if p.quoted {
		return lines.CutField(line, p.comma)
	}
	field, rest, more = bytes.Cut(line, []byte{p.comma})
	return field, rest, more, nil
}

// diagnose returns the error of a line that parse refused. It checks the number of fields
// first, because a missing field shifts all others.
func (p *parser) diagnose(line []byte, number int) error {
	at := fmt.Sprintf("%s:%d: ", p.name, number)
	fields, err := p.split(line)
	if err != nil {
		return fmt.Errorf("%s%w", at, err)
	}
	first := p.firstValue()
	want, found := len(p.samples), max(0, len(fields)-first)
	if found != want {
		hint := "; correct this line or the header"
		switch {
		case found == want+1 && fields[len(fields)-1] == "":
			hint = "; the line ends in a separator: remove it"
		case found == want+1 && !p.noIDs && (p.quoted || p.texts == 0):
			hint = "; the id column needs a name too"
		case lines.Cure(line) != "":
			hint = lines.Cure(line)
		}
		return fmt.Errorf("%s%s expected, %d found (the header names %s%s)",
			at, wording.Count(want, "value"), found, wording.Count(want, "sample"), hint)
	}
	if !p.noIDs && !lines.IsText([]byte(fields[0])) {
		return fmt.Errorf("%scolumn 1: the row id %s is not UTF-8 text%s", at, lines.Quote(fields[0]), lines.Cure([]byte(fields[0])))
	}
	for i, name := range p.samples {
		if _, err := numeral.Parse([]byte(fields[first+i])); err != nil {
			hint := cmp.Or(lines.Cure([]byte(fields[first+i])), p.textsHint(fields[first:]))
			return fmt.Errorf("%scolumn %d (%s): %w%s", at, first+i+1, name, err, hint)
		}
	}
	return fmt.Errorf("%sthis line cannot be read: %s", at, lines.Quote(string(line)))
}

// firstValue returns the index of the column of the first sample.
func (p *parser) firstValue() int {
	if p.noIDs {
		return p.texts
	}
	return 1 + p.texts
}

// split cuts a line into all its fields. Those that parse skips keep their quotes.
func (p *parser) split(line []byte) ([]string, error) {
	var fields []string
	for more := true; more; {
		var field []byte
		var err error
		n := len(fields)
		if !p.quoted && 0 < n && n <= p.texts {
			field, line, more = bytes.Cut(line, []byte{p.comma})
		} else if field, line, more, err = lines.CutField(line, p.comma); err != nil {
			return nil, fmt.Errorf("column %d: %w", n+1, err)
		}
		fields = append(fields, string(field))
	}
	return fields, nil
}
