package logs

import (
	"bufio"
	"bytes"
	"io"
)

// maxLine bounds the bytes that are kept of a line: no task takes more.
const maxLine = 16 << 20

// A lineReader cuts a source into lines. One that has no end is the last, and the log may break
// off within it.
type lineReader struct {
	s      *source
	text   []byte // the line, without its end; a view until the next call
	number int    // of the line, from 1
	open   bool   // the line has no end
	long   bool   // the line is longer than maxLine, and text is its beginning

	joined []byte // a line longer than the buffer of the source
	err    error  // of reading; nil at the end of the text
}

// next goes to the next line, and reports whether there is one.
func (l *lineReader) next() bool {
	if l.open || l.err != nil {
		return false
	}
	l.joined, l.long = l.joined[:0], false
	piece, err := l.s.ReadSlice('\n')
	for err == bufio.ErrBufferFull {
		l.keep(piece)
		piece, err = l.s.ReadSlice('\n')
	}
	if len(l.joined) > 0 {
		l.keep(piece)
		piece = l.joined
	}
	switch {
	case err != nil && err != io.EOF:
		l.err = l.s.errorf("line %d: %w", l.number+1, err)
		return false
	case err == io.EOF && len(piece) == 0:
		return false
	}
	l.number++
	l.open = err == io.EOF
	l.text = bytes.TrimSuffix(bytes.TrimSuffix(piece, []byte{'\n'}), []byte{'\r'})
	return true
}

// keep adds a piece of a long line to what is kept of it.
func (l *lineReader) keep(piece []byte) {
	room := maxLine - len(l.joined)
	l.long = l.long || len(piece) > room
	l.joined = append(l.joined, piece[:min(len(piece), room)]...)
}
