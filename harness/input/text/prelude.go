package text

import (
	"bytes"
	"io"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// A prelude hands out the lines above the rows of a table one by one. The rest of its
// block holds the first rows.
type prelude struct {
	cut  *cutter
	size int    // of a block, in bytes
	buf  []byte // the block that lines are cut from
	rest []byte // the part of buf not yet handed out
	line int    // number of the first line of rest

	last []byte // rest with the line that was handed out last

	passed int // number of a comment that may be the header, 0 = none
}

// newPrelude returns the prelude of a stream that is cut into blocks of the given
// size.
func newPrelude(s *content.Stream, size int) *prelude {
	return &prelude{cut: &cutter{s: s, line: 1}, size: size, buf: make([]byte, 0, min(size, firstBytes))}
}

// firstBytes is what is read at first: a small table needs no more.
const firstBytes = 64 << 10

// next returns the next line that is not empty, and its number. The line is a view of
// buf, valid until the next call; the error after the last line is io.EOF. A byte order
// mark is dropped.
func (p *prelude) next() (line []byte, number int, err error) {
	for len(line) == 0 {
		if len(p.rest) == 0 {
			if p.rest, p.line, err = p.cut.next(p.buf); err != nil {
				return nil, p.line, err
			}
			p.buf = p.rest
			if p.line == 1 {
				p.rest = bytes.TrimPrefix(p.rest, []byte("\xef\xbb\xbf"))
			}
		}
		p.last = p.rest
		line, p.rest = lines.Cut(p.rest)
		p.line++
	}
	return line, p.line - 1, nil
}

// ahead returns the next lines that are not empty, up to most of them, without handing them out.
// It looks no further than a block of them; the lines are views that stay valid.
func (p *prelude) ahead(most int) (all [][]byte) {
	for {
		all = all[:0]
		for rest := p.rest; len(rest) > 0 && len(all) < most; {
			var line []byte
			if line, rest = lines.Cut(rest); len(line) > 0 {
				all = append(all, line)
			}
		}
		if len(all) == most || len(p.rest) >= blockBytes {
			return all
		}
		if p.cut.over() {
			return all
		}
		text, line, err := p.cut.next(make([]byte, 0, p.size))
		if err != nil {
			return all // the next read returns it again
		}
		if len(p.rest) == 0 {
			p.line = line
		}
		p.rest = append(p.rest[:len(p.rest):len(p.rest)], text...)
	}
}

// unread takes back the line that next returned last, once.
func (p *prelude) unread() {
	p.rest = p.last
	p.line--
}

// nextOr does what next does, but returns the error end in place of io.EOF.
func (p *prelude) nextOr(end error) ([]byte, int, error) {
	line, number, err := p.next()
	if err == io.EOF {
		err = end
	}
	return line, number, err
}
