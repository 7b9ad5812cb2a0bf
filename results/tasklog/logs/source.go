package logs

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// headBytes is the number of first bytes by which a format is known.
const headBytes = 64 << 10

// beginning is the number of first bytes in which a NUL shows that a file is no text.
const beginning = 512

// A source is the text of a log, unpacked, with its name for messages. It serves one goroutine.
type source struct {
	name string
	*bufio.Reader

	size      int64  // of the text, as far as it is known; 0 where it is not
	read      int64  // bytes of the text that were read, or lie in the buffer
	broken    error  // why packed text ends before its end; nil where it does not
	begins    []byte // of what is read as a trace because nothing else is left; nil where it looks like one
	compacted bool   // the system that wrote the log has dropped older events
}

// sourceOf returns the text of a stream.
func sourceOf(in *content.Stream) *source {
	s := &source{name: in.Name}
	if !in.Packed() {
		s.size = in.Size()
	}
	s.Reader = bufio.NewReaderSize(s.whole(in), headBytes)
	return s
}

// A whole is what is whole of a stream: where packed data break off, as those of a job that still
// runs do, its text ends.
type whole struct {
	s      *source
	text   io.Reader
	packed bool
}

// whole returns the text of a stream, as far as it is whole.
func (s *source) whole(in *content.Stream) *whole {
	text, packed := unpackJava(in)
	return &whole{s, text, packed}
}

func (w *whole) Read(p []byte) (int, error) {
	n, err := w.text.Read(p)
	w.s.read += int64(n)
	if err != nil && err != io.EOF && w.packed && w.s.read > 0 {
		w.s.broken, err = err, io.EOF
	}
	return n, err
}

// A returns is a text whose lines end in carriage returns alone, as old programs for Macintosh write them: each is read
// as a line end.
type returns struct{ text io.Reader }

func (r *returns) Read(p []byte) (int, error) {
	n, err := r.text.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// head returns the first bytes, which are read again.
func (s *source) head() []byte {
	head, _ := s.Peek(headBytes) // Read returns the error again
	return head
}

// check passes a byte order mark, and returns an error of a source that is no text, or empty. Only
// its beginning is looked at: a name in a log may be in any set of characters.
func (s *source) check() error {
	head, err := s.Peek(headBytes)
	if err != nil && err != io.EOF {
		return s.errorf("%w", err)
	}
	if mark := []byte("\xef\xbb\xbf"); bytes.HasPrefix(head, mark) {
		s.Discard(len(mark))
		head = s.head()
	}
	if bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		s.Reader = bufio.NewReaderSize(&returns{s.Reader}, headBytes)
		head = s.head()
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return s.errorf("the file is empty: name the log of a job that has run")
	}
	utf16 := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	if utf16 || bytes.IndexByte(head[:min(beginning, len(head))], 0) >= 0 {
		first, _ := lines.Cut(head)
		if err := lines.Check(first); err != nil {
			return s.errorf("%w", err)
		}
	}
	return nil
}

func (s *source) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: "+format, append([]any{s.name}, args...)...)
}
