package blocks

import (
	"bytes"
	"fmt"
	"io"
)

// Size is the number of bytes of a block. To work on so many takes long compared with handing
// them over, and short compared with a whole file.
const Size = 1 << 20

// MaxItem bounds the memory that one item takes: a million samples of 64 bytes each.
const MaxItem = 64 << 20

// A Cutter cuts a stream into blocks of whole items. It serves one goroutine.
type Cutter struct {
	R io.Reader

	// Whole returns how many of the first bytes of a text are whole items, 0 where it has
	// not even one.
	Whole func(text []byte) (int, error)

	rest []byte // the beginning of an item, read but not yet handed out
	err  error  // that ended the stream; io.EOF at its end
}

// Lines returns a Cutter of lines. Each ends in '\n', the last of the stream too.
func Lines(r io.Reader) *Cutter {
	return &Cutter{R: io.MultiReader(r, &lastLine{}), Whole: wholeLines}
}

func wholeLines(text []byte) (int, error) { return bytes.LastIndexByte(text, '\n') + 1, nil }

// lastLine ends the last line of a stream. An empty line is nothing to the readers.
type lastLine struct{ done bool }

func (l *lastLine) Read(p []byte) (int, error) {
	if l.done || len(p) == 0 {
		return 0, io.EOF
	}
	l.done = true
	p[0] = '\n'
	return 1, nil
}

// Next fills buf, which it grows where an item is longer, with whole items. It returns the
// items before an error first, then the error; io.EOF is the end, and io.ErrUnexpectedEOF an
// end within an item.
func (c *Cutter) Next(buf []byte) (items []byte, err error) {
	if cap(buf) < Size {
		buf = make([]byte, 0, Size)
	}
	buf = append(buf[:0], c.rest...)
	c.rest = c.rest[:0]
	for {
		if len(buf) == cap(buf) {
			if len(buf) >= MaxItem {
				return nil, fmt.Errorf("longer than %d MiB", MaxItem>>20)
			}
			buf = append(make([]byte, 0, min(2*cap(buf), MaxItem)), buf...)
		}
		for len(buf) < cap(buf) && c.err == nil {
			var n int
			n, c.err = c.R.Read(buf[len(buf):cap(buf)])
			buf = buf[:len(buf)+n]
		}
		n, err := c.Whole(buf)
		switch {
		case err != nil:
			return nil, err
		case n > 0:
			c.rest = append(c.rest, buf[n:]...)
			return buf[:n], nil
		case c.err == io.EOF && len(buf) > 0:
			return nil, io.ErrUnexpectedEOF
		case c.err != nil:
			return nil, c.err
		}
	}
}
