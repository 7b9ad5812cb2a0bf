package pipe

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"serialfraction/harness"
)

// A lineEncoder writes a line for each row.
type lineEncoder struct {
	w      io.Writer
	data   *harness.Dataset
	header func(line []byte, d *harness.Dataset) []byte // nil = none
	row    func(line []byte, d *harness.Dataset, i int, values []float64) []byte
	begun  bool
	buf    []byte
}

// lineBuffer is the size of one write in bytes.
const lineBuffer = 1 << 15

func (e *lineEncoder) encode(c harness.Chunk) error {
	if !e.begun && e.header != nil {
		e.buf = e.header(e.buf, e.data)
	}
	e.begun = true
	for i := range c.Rows {
		e.buf = e.row(e.buf, e.data, c.Row+i, c.Values[i*c.Cols:(i+1)*c.Cols])
		if len(e.buf) >= lineBuffer || i == c.Rows-1 {
			if _, err := e.w.Write(e.buf); err != nil {
				return err
			}
			e.buf = e.buf[:0]
		}
	}
	return nil
}

func (e *lineEncoder) end() error { return nil }

// A lineDecoder reads a line for each row.
type lineDecoder struct {
	r      *bufio.Reader
	data   *harness.Dataset
	layout layout
	reader answerReader
	lines  int    // number of lines read
	first  []byte // the first line, where learn has read it and it is an answer
	done   int
}

// An answerReader reads the answer that a line holds.
type answerReader interface {
	// learn returns the layout of a first line, and whether the line is a header.
	learn(line []byte, wanted []string) (l layout, header bool, err error)

	// header reports whether programs with a layout print a header first.
	header(l *layout) bool

	// answer reads the answer to row i of d into dst.
	answer(dst []float64, line []byte, l *layout, d *harness.Dataset, i int) error
}

func (x *lineDecoder) answered() int { return x.done }

func (x *lineDecoder) surplus() bool { return x.r.Buffered() > 0 }

func (x *lineDecoder) rest() error { return noMore(x.r) }

func (x *lineDecoder) learn(wanted []string, _ harness.Chunk) (layout, error) {
	x.done = 0
	line, err := x.line()
	if err != nil {
		return layout{}, err
	}
	l, header, err := x.reader.learn(line, wanted)
	if err != nil {
		return layout{}, fmt.Errorf("%w (its first line is %s)", err, quote(line))
	}
	if !header {
		x.first = bytes.Clone(line)
	}
	x.layout = l
	return l, nil
}

func (x *lineDecoder) decode(dst []float64, c harness.Chunk) error {
	x.done = 0
	if x.lines == 0 && x.reader.header(&x.layout) {
		if err := x.skipHeader(); err != nil {
			return err
		}
	}
	width := len(x.layout.outputs)
	for i := range c.Rows {
		line, err := x.line()
		if err != nil {
			return err
		}
		if err := x.reader.answer(dst[i*width:(i+1)*width], line, &x.layout, x.data, c.Row+i); err != nil {
			return fmt.Errorf("answered row %s with %s: %w", x.data.ID(c.Row+i), quote(line), err)
		}
		x.done++
	}
	return nil
}

// skipHeader reads the header, which must be the same from every process.
func (x *lineDecoder) skipHeader() error {
	line, err := x.line()
	if err != nil {
		return err
	}
	l, _, err := x.reader.learn(line, nil)
	if err != nil || !slices.Equal(l.names, x.layout.names) {
		return fmt.Errorf("began with %s, when another of its processes named its columns first: begin each time with the same header, or with none", quote(line))
	}
	return nil
}

// line returns the next line without its end, valid until the next call.
func (x *lineDecoder) line() ([]byte, error) {
	if line := x.first; line != nil {
		x.first = nil
		return line, nil
	}
	line, err := x.r.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return nil, fmt.Errorf("answered with a line of more than %d bytes: %s", answerBuffer, quote(line))
	case err == io.EOF && len(line) > 0: // a last line without a newline
	case err != nil:
		return nil, err
	}
	x.lines++
	return bytes.TrimRight(line, "\r\n"), nil
}
