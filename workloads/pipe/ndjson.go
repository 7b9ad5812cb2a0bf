package pipe

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"serialfraction/harness"
	"serialfraction/harness/numeral"
	"serialfraction/harness/wording"
)

func newJSONEncoder(w io.Writer, d *harness.Dataset) encoder {
	return &lineEncoder{w: w, data: d, row: appendJSONRow}
}

func newJSONDecoder(r *bufio.Reader, d *harness.Dataset, l layout) decoder {
	return &lineDecoder{r: r, data: d, layout: l, reader: &values{}}
}

// appendJSONRow appends a row as an object. JSON has no NaN, which is written as null, and no
// infinity, which is written as 1e999: every reader takes that for infinity.
func appendJSONRow(line []byte, d *harness.Dataset, i int, values []float64) []byte {
	line = append(line, `{"id":`...)
	if d.Rows == nil {
		line = append(strconv.AppendInt(append(line, '"'), int64(i+1), 10), '"')
	} else {
		line = appendJSONText(line, d.Rows[i])
	}
	if fields := texts(d); len(fields) > 0 {
		line = append(line, `,"texts":{`...)
		for j, f := range fields {
			if j > 0 {
				line = append(line, ',')
			}
			line = appendJSONText(append(appendJSONText(line, f.Name), ':'), f.Values[i])
		}
		line = append(line, '}')
	}
	line = append(line, `,"values":[`...)
	for j, v := range values {
		if j > 0 {
			line = append(line, ',')
		}
		switch {
		case math.IsNaN(v):
			line = append(line, "null"...)
		case math.IsInf(v, 0):
			if v < 0 {
				line = append(line, '-')
			}
			line = append(line, "1e999"...)
		default:
			line = numeral.Append(line, v)
		}
	}
	return append(line, "]}\n"...)
}

// appendJSONText appends a string of JSON.
func appendJSONText(line []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			quoted, err := json.Marshal(text)
			if err != nil { // a string can always be written
				panic(err)
			}
			return append(line, quoted...)
		}
	}
	return append(append(append(line, '"'), text...), '"')
}

// values reads answers that are a number, an array of numbers, or an object of named numbers.
type values struct {
	seen []bool // by column: whether the current answer has it
}

func (*values) header(*layout) bool { return false }

func (*values) learn(line []byte, wanted []string) (l layout, header bool, err error) {
	var names []string
	numbers := 0
	s := scanner{line: line}
	err = s.answer(func(key, value []byte) error {
		if key != nil {
			names = append(names, string(key))
		}
		numbers++
		return nil
	})
	switch {
	case err != nil:
		return l, false, err
	case names != nil:
		l, err = named(names, wanted)
	default:
		l, err = numbered(numbers, wanted)
	}
	return l, false, err
}

func (x *values) answer(dst []float64, line []byte, l *layout, d *harness.Dataset, i int) error {
	if x.seen == nil {
		x.seen = make([]bool, len(l.columns))
	}
	clear(x.seen)
	n := 0
	s := scanner{line: line}
	err := s.answer(func(key, value []byte) error {
		j := n
		n++
		if (key != nil) != (l.names != nil) {
			return errors.New("the first answer was of another form: answer always with an object, or never")
		}
		if key != nil && (j >= len(l.names) || l.names[j] != string(key)) { // usually in order
			j = indexOf(l.names, key)
		}
		if j < 0 || j >= len(l.columns) || x.seen[j] {
			return fmt.Errorf("the first answer had other columns")
		}
		x.seen[j] = true
		switch at := l.columns[j]; at {
		case skipped:
		case rowID:
			if !isJSONID(value, d, i) {
				return fmt.Errorf("that is the answer to row %s: rows are answered in order", quote(value))
			}
		default:
			v, err := jsonNumber(value)
			if err != nil {
				return err
			}
			dst[at] = v
		}
		return nil
	})
	if err == nil && n != len(l.columns) {
		err = fmt.Errorf("that has %s, and %d are expected", wording.Count(n, "value"), len(l.columns))
	}
	return err
}

func indexOf(names []string, key []byte) int {
	return slices.IndexFunc(names, func(name string) bool { return name == string(key) })
}

func isJSONID(value []byte, d *harness.Dataset, i int) bool {
	var text string
	if json.Unmarshal(value, &text) != nil {
		text = string(value) // a number
	}
	return text == d.ID(i)
}

// jsonNumber reads a number, null, or a number in quotes, which JSON needs for NaN and Inf.
func jsonNumber(value []byte) (float64, error) {
	if string(value) == "null" {
		return math.NaN(), nil
	}
	return number(bytes.Trim(value, `"`))
}
