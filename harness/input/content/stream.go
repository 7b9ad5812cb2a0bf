package content

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"sync/atomic"

	"serialfraction/harness/machine"
)

// A Stream is the decompressed text of a file, with its name for messages. It serves one
// goroutine.
type Stream struct {
	Name string
	Room machine.Room // for what is kept of the text

	r       io.Reader
	packed  *Compression // nil where plain
	unpack  io.Closer    // nil where plain
	counter *counter
	size    int64 // bytes of the source, 0 where not known
}

// counter counts the bytes read through it. The count is atomic because decompressors
// read ahead on goroutines of their own.
type counter struct {
	r io.Reader
	n atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// NewStream chooses the decompressor by the first bytes of r. The caller closes both the
// stream and r.
func NewStream(name string, r io.Reader) (*Stream, error) {
	s := &Stream{Name: name, counter: &counter{r: r}, size: sizeOf(r)}
	buf := bufio.NewReaderSize(s.counter, 1<<16)
	head, err := buf.Peek(foreignHead)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := checkForeign(name, head); err != nil {
		return nil, err
	}
	if s.packed, err = compressionOf(name, head[:min(compressionHead, len(head))]); err != nil {
		return nil, err
	}
	unpacked, err := s.open(buf, r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if s.packed == nil {
		return s, nil
	}
	head, _ = unpacked.Peek(foreignHead) // Read returns the error again
	if err := checkForeign(name, head); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Unpack is like NewStream for a reader that has its own words for what is no text of its kind:
// only the first bytes of r decide, and no error names the source.
func Unpack(r io.Reader) (*Stream, error) {
	s := &Stream{counter: &counter{r: r}, size: sizeOf(r)}
	buf := bufio.NewReaderSize(s.counter, 1<<16)
	head, err := buf.Peek(compressionHead)
	if err != nil && err != io.EOF {
		return nil, err
	}
	s.packed = Of(head)
	_, err = s.open(buf, r)
	return s, err
}

// open begins to read what buf has of the source, which it unpacks where s is packed.
func (s *Stream) open(buf *bufio.Reader, source io.Reader) (text *bufio.Reader, err error) {
	if s.r = buf; s.packed == nil {
		return buf, nil
	}
	z, err := s.packed.open(buf, source)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, s.packed.explain(err)
	}
	if _, archive := z.(*zipMember); archive {
		s.size = 0 // it is not read from its beginning to its end
	}
	text = bufio.NewReaderSize(z, 1<<16)
	s.r, s.unpack = text, z
	return text, nil
}

// Size returns the bytes of the source, packed as it is; 0 where it is not known.
func (s *Stream) Size() int64 { return s.size }

// Left returns the bytes that are left to read; false where that is not known.
func (s *Stream) Left() (bytes int64, known bool) {
	buf, plain := s.r.(*bufio.Reader)
	if s.packed != nil || !plain || s.size <= 0 {
		return 0, false
	}
	return max(0, s.size-s.counter.n.Load()+int64(buf.Buffered())), true
}

// Packed reports whether the source is packed.
func (s *Stream) Packed() bool { return s.packed != nil }

// sizeOf returns the number of bytes that r holds, or 0 where it is unknown.
func sizeOf(r io.Reader) int64 {
	switch r := r.(type) {
	case interface{ Len() int }:
		return int64(r.Len())
	case interface{ Stat() (fs.FileInfo, error) }:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	}
	return 0
}

// Head returns the first decompressed bytes, which Read returns again; none where they cannot
// be read. It is called before Read.
func (s *Stream) Head() []byte {
	head, _ := s.r.(*bufio.Reader).Peek(foreignHead)
	return head
}

// Read reads decompressed bytes. Its errors name neither file nor line; the reader of
// the format adds them.
func (s *Stream) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if s.packed != nil {
		err = s.packed.explain(err)
	}
	return n, err
}

// Close closes the decompressor.
func (s *Stream) Close() error {
	if s.unpack == nil {
		return nil
	}
	return s.unpack.Close()
}

// Progress returns the share of the source read so far, in (0, 1], or 0 where the
// size of the source is not known.
func (s *Stream) Progress() float64 {
	if s.size <= 0 {
		return 0
	}
	return min(1, float64(s.counter.n.Load())/float64(s.size))
}
