package pipe

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/numeral"
	"serialfraction/harness/wording"
)

func newCSVEncoder(w io.Writer, d *harness.Dataset) encoder {
	return &lineEncoder{w: w, data: d, header: appendCSVHeader, row: appendCSVRow}
}

// newBareCSVEncoder writes rows without a header.
func newBareCSVEncoder(w io.Writer, d *harness.Dataset) encoder {
	return &lineEncoder{w: w, data: d, row: appendCSVRow}
}

func newCSVDecoder(r *bufio.Reader, d *harness.Dataset, l layout) decoder {
	return &lineDecoder{r: r, data: d, layout: l, reader: fields{}}
}

// texts returns the columns of text that a program gets.
func texts(d *harness.Dataset) []harness.Field {
	if !d.RowTexts {
		return nil
	}
	return d.RowFields
}

// appendCSVHeader appends id and the names of the columns of text and of the samples, or v1, v2, … where the source has no
// names.
func appendCSVHeader(line []byte, d *harness.Dataset) []byte {
	line = append(line, "id"...)
	for _, f := range texts(d) {
		line = appendText(append(line, ','), f.Name)
	}
	for j := range d.Cols {
		line = append(line, ',')
		if d.Samples != nil {
			line = appendText(line, d.Samples[j])
		} else {
			line = strconv.AppendInt(append(line, 'v'), int64(j+1), 10)
		}
	}
	return append(line, '\n')
}

// appendCSVRow appends the row's id, its texts and its values, each with the fewest digits that
// read back to the same float64.
func appendCSVRow(line []byte, d *harness.Dataset, i int, values []float64) []byte {
	line = appendCSVID(line, d, i)
	for _, f := range texts(d) {
		line = appendText(append(line, ','), f.Values[i])
	}
	for _, v := range values {
		line = append(line, ',')
		if math.IsNaN(v) {
			line = append(line, "NaN"...)
		} else {
			line = numeral.Append(line, v)
		}
	}
	return append(line, '\n')
}

func appendCSVID(line []byte, d *harness.Dataset, i int) []byte {
	if d.Rows == nil {
		return strconv.AppendInt(line, int64(i+1), 10)
	}
	return appendText(line, d.Rows[i])
}

// appendText appends a text, in quotes where it needs them (RFC 4180).
func appendText(line []byte, text string) []byte {
	if !strings.ContainsAny(text, "\",\r\n") {
		return append(line, text...)
	}
	line = append(line, '"')
	for i := range len(text) {
		if text[i] == '"' {
			line = append(line, '"')
		}
		line = append(line, text[i])
	}
	return append(line, '"')
}

// oneLineEach refuses ids and names with line breaks: a program that reads lines would take them
// for two rows.
func oneLineEach(d *harness.Dataset) error {
	all := [][]string{d.Samples, d.Rows}
	for _, f := range texts(d) {
		all = append(all, []string{f.Name}, f.Values)
	}
	return unbroken(d, all...)
}

// unbroken refuses texts with line breaks in them.
func unbroken(d *harness.Dataset, all ...[]string) error {
	for _, texts := range all {
		if i := slices.IndexFunc(texts, func(s string) bool { return strings.ContainsAny(s, "\r\n") }); i >= 0 {
			return fmt.Errorf("%s: %s has a line break in it: use --frame ndjson or arrow", d.Name, quote(texts[i]))
		}
	}
	return nil
}

// fields reads answers whose columns are separated by commas, tabs or blanks.
type fields struct{}

func (fields) header(l *layout) bool { return l.names != nil }

func (fields) learn(line []byte, wanted []string) (l layout, header bool, err error) {
	var names []string
	var odd []byte // the first field that may be a part of a message
	numbers := 0
	for rest, more := line, true; more; {
		var field []byte
		field, rest, more = cutField(rest)
		if _, err := number(field); err == nil {
			numbers++
		}
		name, quoted := unquoted(field)
		if odd == nil && !quoted && !isName(name) {
			odd = field
		}
		names = append(names, name)
	}
	if numbers == len(names) {
		l, err = numbered(numbers, wanted)
		return l, false, err
	}
	if numbers > 0 {
		return l, false, errors.New("begins neither with an answer, which is numbers, nor with a header, which is names")
	}
	if odd != nil {
		return l, false, fmt.Errorf("names a column %s: without quotes a name has letters, digits and _ . - only", quote(odd))
	}
	l, err = named(names, wanted)
	return l, true, err
}

func (fields) answer(dst []float64, line []byte, l *layout, d *harness.Dataset, i int) error {
	n := 0
	for rest, more := line, true; more; n++ {
		var field []byte
		field, rest, more = cutField(rest)
		if n >= len(l.columns) {
			continue
		}
		switch at := l.columns[n]; at {
		case skipped:
		case rowID:
			if !isID(field, d, i) {
				return fmt.Errorf("that is the answer to row %s: rows are answered in order", quote(field))
			}
		default:
			v, err := number(field)
			if err != nil && len(l.names) > 1 {
				return fmt.Errorf("%w: if column %s is text, name the columns that are numbers with --outputs", err, l.names[n])
			}
			if err != nil {
				return err
			}
			dst[at] = v
		}
	}
	if n != len(l.columns) && l.names != nil {
		return fmt.Errorf("that has %s, and its first line names %d: %s", wording.Count(n, "column"), len(l.names), quote(strings.Join(l.names, ",")))
	}
	if n != len(l.columns) {
		return fmt.Errorf("that has %s, and %d are expected", wording.Count(n, "column"), len(l.columns))
	}
	return nil
}

// unquoted returns the text of a field, and whether it is in quotes.
func unquoted(field []byte) (text string, quoted bool) {
	if len(field) < 2 || field[0] != '"' || field[len(field)-1] != '"' {
		return string(bytes.Trim(field, `"`)), false
	}
	return strings.ReplaceAll(string(field[1:len(field)-1]), `""`, `"`), true
}

// cutField cuts the first field off a line and reports whether another follows. It drops blanks
// around a field and at the end of the line.
func cutField(line []byte) (field, rest []byte, more bool) {
	line = bytes.TrimLeft(line, " ")
	if len(line) > 0 && line[0] == '"' {
		if end := bytes.IndexByte(line[1:], '"'); end >= 0 {
			end += 2
			for end < len(line) && line[end] == '"' { // a quote within quotes
				next := bytes.IndexByte(line[end+1:], '"')
				if next < 0 {
					break
				}
				end += next + 2
			}
			return separate(line, end)
		}
	}
	end := bytes.IndexAny(line, " ,\t")
	if end < 0 {
		end = len(line)
	}
	return separate(line, end)
}

// separate splits a line at the end of its first field.
func separate(line []byte, end int) (field, rest []byte, more bool) {
	field, rest = line[:end], bytes.TrimLeft(line[end:], " ")
	if len(rest) > 0 && (rest[0] == ',' || rest[0] == '\t') {
		return field, rest[1:], true
	}
	return field, rest, len(rest) > 0
}

// isID reports whether a field is the id of row i, quoted or not.
func isID(field []byte, d *harness.Dataset, i int) bool {
	var buf [24]byte
	if d.Rows == nil {
		return string(bytes.Trim(field, `"`)) == string(strconv.AppendInt(buf[:0], int64(i+1), 10))
	}
	if string(field) == d.Rows[i] {
		return true
	}
	n := len(field)
	return n >= 2 && field[0] == '"' && field[n-1] == '"' &&
		string(bytes.ReplaceAll(field[1:n-1], []byte(`""`), []byte(`"`))) == d.Rows[i]
}

// number reads a number or a missing value, by the grammar of numeral. A missing value may
// be quoted.
func number(field []byte) (float64, error) {
	if n := len(field); n >= 2 && field[0] == '"' && field[n-1] == '"' && numeral.Missing(field[1:n-1]) {
		return math.NaN(), nil
	}
	return numeral.Parse(field)
}
