package lines

import (
	"bytes"
	"errors"
	"fmt"
)

var (
	errOpenQuote  = errors.New("the quote is not closed on its line (a quoted field may not hold a line end)")
	errAfterQuote = errors.New("something follows a closing quote (a quote within quotes is written twice)")
)

// ErrLong is the error of a field that is longer than [MaxField].
var ErrLong = fmt.Errorf("the field is longer than %d MiB: is a separator or a quote missing?", MaxField>>20)

// Limits of a line, so that a file that is no table is refused in little memory.
const (
	MaxField   = 1 << 20 // bytes of a field
	MaxColumns = 4 << 20 // fields: a name of each takes hundreds of megabytes
)

// CutField cuts the first field off a line. A field that begins with a quote ends with
// one, and has "" for each quote within (RFC 4180); quotes elsewhere stand for
// themselves. Spaces around a field are dropped, those within quotes are kept. The field
// is a view of the line, or new memory where quotes within it were unescaped. One that is
// longer than [MaxField] is an error.
func CutField(line []byte, comma byte) (field, rest []byte, more bool, err error) {
	trimmed := bytes.TrimLeft(line, " ")
	if len(trimmed) == 0 || trimmed[0] != '"' {
		field, rest, more = bytes.Cut(line, []byte{comma})
		if len(field) > MaxField {
			return nil, nil, false, ErrLong
		}
		return bytes.Trim(field, " "), rest, more, nil
	}
	rest = trimmed[1:]
	end, doubled := closingQuote(rest)
	if end < 0 {
		return nil, nil, false, errOpenQuote
	}
	field, rest = rest[:end], rest[end+1:]
	if len(field) > MaxField {
		return nil, nil, false, ErrLong
	}
	if doubled {
		field = bytes.ReplaceAll(field, []byte(`""`), []byte(`"`))
	}
	after, rest, more := bytes.Cut(rest, []byte{comma})
	if len(bytes.Trim(after, " ")) > 0 {
		return nil, nil, false, errAfterQuote
	}
	return field, rest, more, nil
}

// closingQuote returns where the quote is that closes a field, -1 if there is none, and
// whether quotes are doubled before it.
func closingQuote(text []byte) (at int, doubled bool) {
	for {
		i := bytes.IndexByte(text[at:], '"')
		if i < 0 {
			return -1, doubled
		}
		if at += i; at+1 == len(text) || text[at+1] != '"' {
			return at, doubled
		}
		at, doubled = at+2, true
	}
}

// Split cuts a line into all its fields, [MaxColumns] at most.
func Split(line []byte, comma byte) ([]string, error) {
	var fields []string
	for more := true; more; {
		if len(fields) == MaxColumns {
			return nil, fmt.Errorf("more than %d columns: is it a table with one row per line?", MaxColumns)
		}
		var field []byte
		var err error
		if field, line, more, err = CutField(line, comma); err != nil {
			return nil, fmt.Errorf("column %d: %w", len(fields)+1, err)
		}
		fields = append(fields, string(field))
	}
	return fields, nil
}

// Tabbed makes one tab of the blanks between the fields of a line, and drops those at its ends.
// Blanks within quotes stay. The result takes the place of the line.
func Tabbed(line []byte) []byte {
	out := line[:0]
	quoted, between := false, false
	for _, c := range bytes.Trim(line, " \t") {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted && (c == ' ' || c == '\t') {
			between = true
			continue
		}
		if between {
			out, between = append(out, '\t'), false
		}
		out = append(out, c)
	}
	return out
}

// Cut cuts the first line off a text of lines that all end with '\n', and drops
// the '\r' before it.
func Cut(text []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(text, []byte{'\n'})
	return bytes.TrimSuffix(line, []byte{'\r'}), rest
}
