package results

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"serialfraction/harness/input/content"
)

// maxLine is the longest line that is read: 100 000 workers fit in it.
const maxLine = 16 << 20

// mark is the byte order mark, which editors and shells of Windows put before a text.
const mark = "\xef\xbb\xbf"

// A lineReader reads the lines of a result file, unpacked. It is closed after use.
type lineReader struct {
	text   *content.Stream
	br     *bufio.Reader
	end    byte // of a line: LF, or CR where the file has it alone
	passed int  // bytes of the mark before the first line
	line   []byte
}

// lineHead is how much of a file is searched for the end of its first line.
const lineHead = 1 << 16

// newLineReader passes over the mark before the lines. How the first line ends is how all do: old
// editors of the Mac ended each in CR alone.
func newLineReader(r io.Reader) (*lineReader, error) {
	text, err := content.Unpack(r)
	if err != nil {
		return nil, err
	}
	l := &lineReader{text: text, br: bufio.NewReaderSize(text, lineHead), end: '\n'}
	if head, _ := l.br.Peek(len(mark)); string(head) == mark {
		l.passed, _ = l.br.Discard(len(mark))
	}
	head, _ := l.br.Peek(lineHead)
	i := bytes.IndexAny(head, "\r\n")
	if i >= 0 && head[i] == '\r' && (i+1 < len(head) || len(head) < lineHead) && !bytes.HasPrefix(head[i+1:], []byte("\n")) {
		l.end = '\r'
	}
	return l, nil
}

// close lets go of what unpacks the file, which is not closed itself.
func (l *lineReader) close() { l.text.Close() }

// next returns the next line without its end, and whether it had one. The line is that of the
// reader, which writes the line after it there.
func (l *lineReader) next() (b []byte, whole bool, err error) {
	l.line = l.line[:0]
	for {
		part, err := l.br.ReadSlice(l.end)
		if l.line = append(l.line, part...); len(l.line) > maxLine {
			return nil, false, fmt.Errorf("longer than %d bytes: not a result file of harness", maxLine)
		}
		switch {
		case err == nil:
			return l.line[:len(l.line)-1], true, nil
		case errors.Is(err, io.EOF):
			return l.line, false, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, false, err
		}
	}
}

// size returns the bytes of the file; 0 where that is unknown, as that of one that is packed.
func (l *lineReader) size() int64 {
	if l.text.Packed() {
		return 0
	}
	return l.text.Size()
}

// checkPlain returns an error where lines cannot be appended to the file as they are.
func (l *lineReader) checkPlain() error {
	switch {
	case l.text.Packed():
		return errors.New("it is packed, and a sweep is continued in a plain file: unpack it, as with gunzip FILE")
	case l.end != '\n':
		return errors.New("its lines end in CR alone, and a sweep is continued in a file with LF: type tr '\\r' '\\n' <FILE >NEW")
	}
	return nil
}
