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

// CutField cuts the first field off a line. A field that begins with a quote ends with
// one, and has "" for each quote within (RFC 4180); quotes elsewhere stand for
// themselves. Spaces around a field are dropped, those within quotes are kept. The field
// is a view of the line, or new memory where quotes within it were unescaped.
func CutField(line []byte, comma byte) (field, rest []byte, more bool, err error) {
	trimmed := bytes.TrimLeft(line, " ")
	if len(trimmed) == 0 || trimmed[0] != '"' {
		field, rest, more = bytes.Cut(line, []byte{comma})
		return bytes.Trim(field, " "), rest, more, nil
	}
	rest = trimmed[1:]
	for {
		i := bytes.IndexByte(rest, '"')
		if i < 0 {
			return nil, nil, false, errOpenQuote
		}
		if i+1 == len(rest) || rest[i+1] != '"' {
			field, rest = appendPart(field, rest[:i]), rest[i+1:]
			break
		}
		field = append(field[:len(field):len(field)], rest[:i+1]...)
		rest = rest[i+2:]
	}
	after, rest, more := bytes.Cut(rest, []byte{comma})
	if len(bytes.Trim(after, " ")) > 0 {
		return nil, nil, false, errAfterQuote
	}
	return field, rest, more, nil
}

// appendPart appends the last part of a quoted field. It returns part itself, without a
// copy, where field is nil.
func appendPart(field, part []byte) []byte {
	if field == nil {
		return part
	}
	return append(field, part...)
}

// Split cuts a line into all its fields.
func Split(line []byte, comma byte) ([]string, error) {
	var fields []string
	for more := true; more; {
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
