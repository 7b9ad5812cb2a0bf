package text

import (
	"bytes"
	"fmt"
	"io"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// maxLine bounds the memory that one line takes: room for three million columns
// of round-trip digits.
const maxLine = 64 << 20

// A cutter cuts a stream into blocks of whole lines.
type cutter struct {
	s    *content.Stream
	end  string // prefix of the line that ends the table; "" = the stream's end
	line int    // number of the first line not yet handed out
	rest []byte // the beginning of a line, read but not yet handed out
	err  error  // that ended the stream; io.EOF at its end
	ends lines.Ends

	ended bool // the line that begins with end was read
}

// next fills buf with whole lines, each ended by '\n', and returns it with the number of
// the first line. It grows buf only where one line is longer than buf. It returns the
// lines before an error first, then the error, which names the line; io.EOF is last.
// Where end is set, a line that begins with it must be there, and only empty lines may
// follow. They are read too, so that damage to a compressed file is found.
func (c *cutter) next(buf []byte) (text []byte, line int, err error) {
	for len(text) == 0 && err == nil {
		text, line, err = c.lines(buf)
		if c.end == "" || err != nil {
			break
		}
		all, below := text, []byte(nil)
		if c.ended {
			below, text = text, nil
		} else {
			text, below, c.ended = cutAtLine(text, c.end)
		}
		if rest := bytes.TrimSpace(below); len(rest) > 0 {
			at := line + bytes.Count(all[:bytes.LastIndex(all, rest)], []byte{'\n'})
			rest, _ = lines.Cut(rest)
			c.err = fmt.Errorf("%s:%d: %s follows the line %s: one table is read from a file, remove what is below it",
				c.s.Name, at, lines.Quote(string(rest)), c.end)
		}
	}
	if err == io.EOF && c.end != "" && !c.ended && line > 1 {
		err = fmt.Errorf("%s:%d: the file ends without the line %s: fetch it again", c.s.Name, line, c.end)
	}
	return text, line, err
}

// over reports whether nothing is left to read, so that the next read needs no memory.
func (c *cutter) over() bool { return c.err != nil && len(c.rest) == 0 }

// block returns the bytes that a block needs which may have so many: fewer where the stream ends before.
func (c *cutter) block(most int) int {
	left, known := c.s.Left()
	if !known {
		return most
	}
	return int(min(int64(most), left+int64(len(c.rest))+2)) // a line end that is missing, and room to find the end
}

// cutAtLine splits a text of whole lines at the line that begins with start. That line
// is in neither part.
func cutAtLine(text []byte, start string) (above, below []byte, found bool) {
	at := 0
	if !bytes.HasPrefix(text, []byte(start)) {
		if at = bytes.Index(text, []byte("\n"+start)) + 1; at == 0 {
			return text, nil, false
		}
	}
	_, below = lines.Cut(text[at:])
	return text[:at], below, true
}

// lines does what next does, but ignores end: it reads up to the end of the stream.
func (c *cutter) lines(buf []byte) (text []byte, line int, err error) {
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
		if c.ends == lines.EndsUnknown {
			if c.ends = lines.EndsOf(buf, c.err == io.EOF); c.ends == lines.EndsCR {
				from = 0
			}
		}
		if c.ends == lines.EndsCR {
			lines.CRToLF(buf[from:])
		}
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
