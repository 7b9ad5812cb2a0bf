package mtx

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"serialfraction/harness/input/lines"
)

// magic begins the first line.
const magic = "%%MatrixMarket"

// maxHeadLine bounds a line above the entries.
const maxHeadLine = 1 << 20

// A head is what the lines above the entries tell.
type head struct {
	array    bool // all values, column after column; else coordinates of those that are not 0
	pattern  bool // coordinates alone, which stand for 1
	symmetry symmetry

	rows, cols int
	entries    int // lines that follow
	line       int // the number of the last line read
}

// A symmetry is which values a file leaves out because others tell them.
type symmetry int

const (
	general   symmetry = iota
	symmetric          // what is above the diagonal is as below
	skew               // what is above the diagonal is as below, with the other sign; the diagonal is 0
)

// readHead reads the lines up to that of the sizes.
func readHead(in *bufio.Reader) (h head, err error) {
	text, err := h.next(in)
	if err != nil {
		return h, err
	}
	words := strings.Fields(strings.ToLower(text))
	if len(words) != 5 || !strings.EqualFold(words[0], magic) || words[1] != "matrix" {
		if err := lines.Check([]byte(text)); err != nil {
			return h, err
		}
		return h, fmt.Errorf("it begins with %s and not %s matrix FORM FIELD SYMMETRY: give the file the extension of what it is", lines.Quote(text), magic)
	}
	if err := h.setKind(words[2], words[3], words[4]); err != nil {
		return h, err
	}
	for {
		if text, err = h.next(in); err != nil {
			return h, err
		}
		if text = strings.TrimSpace(text); text != "" && text[0] != '%' {
			return h, h.setSizes(text)
		}
	}
}

// next reads a line, without its end.
func (h *head) next(in *bufio.Reader) (string, error) {
	h.line++
	var text []byte
	for {
		part, err := in.ReadSlice('\n')
		text = append(text, part...)
		switch {
		case err == nil || err == io.EOF && len(text) > 0:
			return string(bytes.TrimRight(text, "\r\n")), nil
		case err == io.EOF:
			return "", errors.New("the file ends above its entries: fetch it again")
		case err != bufio.ErrBufferFull:
			return "", err
		case len(text) > maxHeadLine:
			return "", fmt.Errorf("longer than %d MiB: is it a Matrix Market file?", maxHeadLine>>20)
		}
	}
}

// setKind reads the words that tell what the entries are.
func (h *head) setKind(form, field, symmetry string) error {
	switch form {
	case "coordinate":
	case "array":
		h.array = true
	default:
		return fmt.Errorf("the form %s is neither coordinate nor array", lines.Quote(form))
	}
	switch field {
	case "real", "integer", "double", "unsigned-integer":
	case "pattern":
		if h.array {
			return errors.New("an array has no pattern: write it as real or integer")
		}
		h.pattern = true
	case "complex":
		return errors.New("its values are complex: write their real part, as with scipy.io.mmwrite(FILE, matrix.real)")
	default:
		return fmt.Errorf("the field %s is none of real, integer and pattern", lines.Quote(field))
	}
	switch symmetry {
	case "general":
	case "symmetric":
		h.symmetry = symmetric
	case "skew-symmetric":
		h.symmetry = skew
	default:
		return fmt.Errorf("the symmetry %s is none of general, symmetric and skew-symmetric", lines.Quote(symmetry))
	}
	return nil
}

// setSizes reads the line of the sizes: rows, columns and, of coordinates, entries.
func (h *head) setSizes(text string) error {
	words, want, what := strings.Fields(text), 3, "of rows, columns and entries"
	if h.array {
		want, what = 2, "of rows and columns"
	}
	if len(words) != want {
		return fmt.Errorf("%s: %d numbers are expected, %s", lines.Quote(text), want, what)
	}
	var sizes [3]int
	for i, most := range []int64{math.MaxInt32, math.MaxInt32, math.MaxInt64}[:want] {
		n, err := strconv.ParseInt(words[i], 10, 64)
		if err != nil || n < 0 || n > most {
			return fmt.Errorf("%s is no whole number up to %d", lines.Quote(words[i]), most)
		}
		sizes[i] = int(n)
	}
	h.rows, h.cols, h.entries = sizes[0], sizes[1], sizes[2]
	switch {
	case h.rows == 0 || h.cols == 0:
		return fmt.Errorf("a matrix of %d rows and %d columns has no values", h.rows, h.cols)
	case h.symmetry != general && h.rows != h.cols:
		return fmt.Errorf("a matrix of %d rows and %d columns is not symmetric", h.rows, h.cols)
	}
	if h.array {
		h.entries = h.inArray()
	}
	return nil
}

// inArray returns the number of values of an array.
func (h *head) inArray() int {
	switch h.symmetry {
	case symmetric:
		return h.rows * (h.rows + 1) / 2
	case skew:
		return h.rows * (h.rows - 1) / 2
	}
	return h.rows * h.cols
}
