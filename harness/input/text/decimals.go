package text

import (
	"bytes"
	"fmt"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
	"serialfraction/harness/pattern"
)

// doubtful reports whether the values that a line goes on with are left to doubtfulValues: other
// fields than usual stand for a missing value, or a comma may be the decimal mark, and the marks
// of the table are not all known. Where one of the two marks was seen, only the other is news.
func (p *parser) doubtful(m *marks, line []byte) bool {
	return p.mayDoubt() && (!p.missing.none() || m.comma.line > 0 || m.point.line == 0 && bytes.IndexByte(line, '.') >= 0)
}

// mayDoubt reports whether a table has anything that is left to doubtfulValues.
func (p *parser) mayDoubt() bool { return !p.missing.none() || p.comma != ',' }

// doubtfulValues does what values does where a comma may be the decimal mark, because something
// else separates the columns, or where other fields than usual stand for a missing value.
func (p *parser) doubtfulValues(b *block, line []byte, more bool, columns int) (rest []byte, left, ok bool) {
	for range columns {
		if !more {
			return nil, false, false
		}
		if p.missing.none() {
			if v, n, ok := b.marks.scan(b.at, line, p.comma); ok {
				b.values = append(b.values, v)
				if more = n < len(line); more {
					n++ // the separator
				}
				line = line[n:]
				continue
			}
		}
		var field []byte
		var err error
		if field, line, more, err = lines.CutField(line, p.comma); err != nil {
			return nil, false, false
		}
		v, err := p.number(&b.marks, b.at, field)
		if err != nil {
			return nil, false, false
		}
		b.values = append(b.values, v)
	}
	return line, more, true
}

// number reads a field of a line, and keeps its decimal mark in m.
func (p *parser) number(m *marks, line int, field []byte) (float64, error) {
	if p.comma == ',' {
		return p.missing.number(field)
	}
	comma := bytes.IndexByte(field, ',')
	if comma < 0 {
		v, err := p.missing.number(field)
		if err == nil && v == v && m.point.line == 0 && bytes.IndexByte(field, '.') >= 0 {
			m.point = mark{line, string(field)}
		}
		return v, err
	}
	if bytes.IndexByte(field, '.') < 0 && bytes.IndexByte(field[comma+1:], ',') < 0 && len(bytes.TrimRight(field[comma:], " \t")) > 1 {
		m.pointed = append(append(append(m.pointed[:0], field[:comma]...), '.'), field[comma+1:]...)
		if v, err := p.missing.number(m.pointed); err == nil {
			m.addComma(line, field)
			return v, nil
		}
	}
	return numeral.Parse(field) // the error quotes the field as it is
}

// marks are the decimal marks of a table, each where it stands first.
type marks struct {
	comma, point mark
	decimal      mark   // a comma that separates no thousands
	pointed      []byte // a buffer
}

// A mark is a number with a decimal mark; line 0 = there is none.
type mark struct {
	line  int
	field string
}

// thousands is the form of a number whose comma may separate thousands, such as 1,234.
var thousands = pattern.Of(`^[ \t]*[+-]?[1-9][0-9]{0,2},[0-9]{3}[ \t]*$`)

// addComma keeps a number with a comma, where it is news.
func (m *marks) addComma(line int, field []byte) {
	if m.comma.line == 0 {
		m.comma = mark{line, string(field)}
	}
	if m.decimal.line == 0 && !thousands.Match(field) {
		m.decimal = mark{line, string(field)}
	}
}

// scan reads the number at the beginning of what is left of a line, up to a separator or the end.
// It returns the number of its bytes, and false where it is left to number.
func (m *marks) scan(line int, text []byte, separator byte) (v float64, n int, ok bool) {
	v, n, ok = numeral.Scan(text)
	switch {
	case !ok:
		return 0, 0, false
	case n == len(text) || text[n] == separator:
		if m.point.line == 0 && bytes.IndexByte(text[:n], '.') >= 0 {
			m.point = mark{line, string(text[:n])}
		}
		return v, n, true
	case text[n] != ',':
		return 0, 0, false
	}
	end := bytes.IndexByte(text, separator)
	if end < 0 {
		end = len(text)
	}
	m.pointed = append(append(append(m.pointed[:0], text[:n]...), '.'), text[n+1:end]...)
	v, read, ok := numeral.Scan(m.pointed)
	if !ok || read != end || end == n+1 {
		return 0, 0, false
	}
	m.addComma(line, text[:end])
	return v, end, true
}

// merge adds the marks of what comes after m in the table.
func (m *marks) merge(later marks) {
	if m.comma.line == 0 {
		m.comma = later.comma
	}
	if m.decimal.line == 0 {
		m.decimal = later.decimal
	}
	if m.point.line == 0 {
		m.point = later.point
	}
}

// check returns an error where nobody can tell which numbers of a table have a separator of
// thousands: it has both decimal marks, or all its commas stand before three last digits. Where
// semicolons separate the columns, as where commas are decimal marks, these are too.
func (m *marks) check(name string, separator byte) error {
	switch {
	case m.comma.line == 0:
		return nil
	case m.point.line > 0:
		return fmt.Errorf("%s:%d: %s has a comma, and line %d has %s with a point: write all decimals one way, and digits without separators",
			name, m.comma.line, lines.Quote(m.comma.field), m.point.line, lines.Quote(m.point.field))
	case m.decimal.line == 0 && separator != ';':
		return fmt.Errorf("%s:%d: the comma of %s may be a decimal mark or separate thousands, and no other number shows which: for decimals type tr , . <FILE >NEW, for thousands tr -d , <FILE >NEW",
			name, m.comma.line, lines.Quote(m.comma.field))
	}
	return nil
}

// notes returns a note where commas were read as decimal marks.
func (m *marks) notes(name string) []string {
	if m.comma.line == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s:%d: commas are read as decimal marks, %s as %s",
		name, m.comma.line, lines.Quote(m.comma.field), bytes.ReplaceAll([]byte(m.comma.field), []byte(","), []byte(".")))}
}
