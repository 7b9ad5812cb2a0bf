package input

import (
	"bytes"
	"fmt"
	"io"
)

// maxLine bounds the memory that one line takes: room for three million columns
// of round-trip digits.
const maxLine = 64 << 20

// A cutter cuts a stream into blocks of whole lines.
type cutter struct {
	s    *Stream
	line int    // number of the first line not yet handed out
	rest []byte // read, but not yet handed out: the beginning of a line
	err  error  // what ended the stream; io.EOF at its end
}

// next fills buf with whole lines, each ended by '\n', and returns it with the
// number of the first. It grows buf only where one line is longer than that. Lines
// before an error come first, then the error, which names the line; io.EOF is last.
func (c *cutter) next(buf []byte) (text []byte, line int, err error) {
	buf = append(buf[:0], c.rest...)
	c.rest = c.rest[:0]
	end := 0 // of the last whole line
	for end == 0 && c.err == nil {
		if len(buf) == cap(buf) {
			if len(buf) >= maxLine {
				c.err = fmt.Errorf("%s:%d: this line is longer than %d MiB: is it a text file with one row per line?",
					c.s.Name, c.line, maxLine>>20)
				break
			}
			buf = append(make([]byte, 0, min(2*cap(buf)+512, maxLine)), buf...)
		}
		from := len(buf)
		buf = c.fill(buf)
		end = from + bytes.LastIndexByte(buf[from:], '\n') + 1
		if end == from {
			end = 0
		}
	}
	if c.err == io.EOF && end < len(buf) {
		buf = append(buf, '\n')
		end = len(buf)
	}
	if end == 0 {
		return buf[:0], c.line, c.err
	}
	c.rest = append(c.rest, buf[end:]...)
	line = c.line
	c.line += bytes.Count(buf[:end], []byte{'\n'})
	return buf[:end], line, nil
}

// fill reads until buf has no room left or the stream ends.
func (c *cutter) fill(buf []byte) []byte {
	for len(buf) < cap(buf) && c.err == nil {
		n, err := c.s.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err != nil && err != io.EOF {
			line := c.line + bytes.Count(buf, []byte{'\n'})
			err = fmt.Errorf("%s:%d: %w", c.s.Name, line, err)
		}
		c.err = err
	}
	return buf
}
