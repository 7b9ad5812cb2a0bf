package mtx

import (
	"bytes"
	"fmt"

	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
)

// A batch is a block of lines and the entries that are read from them. Its memory is used
// again, so that reading a line takes none.
type batch struct {
	lines []byte
	at    int // the number of the first line

	name string // of the file, for messages
	head *head

	progress float64 // share of the file that was read with these, 0 where not known

	entries
	rounded dataset.Rounded
}

// entries are values with their places, which count from 0. An array has no places.
type entries struct {
	rows, cols []int32
	values     []float64
}

// begin makes b empty, but for its lines.
func (b *batch) begin(name string, h *head) {
	b.name, b.head = name, h
	b.rows, b.cols, b.values, b.rounded = b.rows[:0], b.cols[:0], b.values[:0], dataset.Rounded{}
}

// read reads the lines. Empty lines and those that begin with % are skipped.
func (b *batch) read() error {
	number := b.at
	for text := b.lines; len(text) > 0; number++ {
		end := bytes.IndexByte(text, '\n')
		line := text[:end]
		text = text[end+1:]
		for len(line) > 0 && isBlank(line[0]) {
			line = line[1:]
		}
		for len(line) > 0 && isBlank(line[len(line)-1]) {
			line = line[:len(line)-1]
		}
		if len(line) == 0 || line[0] == '%' {
			continue
		}
		if err := b.add(line, number); err != nil {
			return fmt.Errorf("%s:%d: %w; correct the line or the sizes above, or fetch the file again", b.name, number, err)
		}
	}
	return nil
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// add adds the entry of a line, which has no blanks around it.
func (b *batch) add(line []byte, number int) error {
	h, rest := b.head, line
	if !h.array {
		var row, col int
		if row, rest = cutIndex(line); row < 1 || row > h.rows {
			return fmt.Errorf("%s: row 1 to %d is expected first", lines.Quote(string(line)), h.rows)
		}
		if col, rest = cutIndex(rest); col < 1 || col > h.cols {
			return fmt.Errorf("%s: column 1 to %d is expected second", lines.Quote(string(line)), h.cols)
		}
		b.rows, b.cols = append(b.rows, int32(row-1)), append(b.cols, int32(col-1))
	}
	if h.pattern {
		if len(rest) > 0 {
			return fmt.Errorf("%s: row and column alone are expected in a pattern", lines.Quote(string(line)))
		}
		b.values = append(b.values, 1)
		return nil
	}
	v, ok := count(rest)
	if !ok {
		if len(rest) == 0 {
			return fmt.Errorf("%s: a value is expected behind row and column", lines.Quote(string(line)))
		}
		var err error
		if v, err = numeral.Parse(rest); err != nil {
			return err
		}
		b.rounded.Digits(v, rest, func() string { return fmt.Sprintf("line %d", number) })
	}
	b.values = append(b.values, v)
	return nil
}

// cutIndex cuts a whole number and the blanks behind it off a line. It returns 0 where the
// line does not begin with one that is larger than 0.
func cutIndex(line []byte) (index int, rest []byte) {
	i := 0
	for ; i < len(line) && line[i] >= '0' && line[i] <= '9' && i < maxDigits; i++ {
		index = 10*index + int(line[i]-'0')
	}
	if i < len(line) && !isBlank(line[i]) {
		return 0, line
	}
	for i < len(line) && isBlank(line[i]) {
		i++
	}
	return index, line[i:]
}

// maxDigits is the number of digits of a whole number that cannot be too large.
const maxDigits = 15

// count reads a whole number in a few digits, as most values are, and reports whether text is
// one.
func count(text []byte) (float64, bool) {
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return float64(n), len(text) > 0 && len(text) <= maxDigits
}
