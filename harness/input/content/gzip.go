package content

import (
	"bufio"
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
)

// A gzipReader unpacks members of gzip one after another, as gzip(1) does: zeros behind the last,
// which fill the block of a tape, are ignored.
type gzipReader struct {
	z *gzip.Reader
	r *bufio.Reader // what z reads, no further than the end of a member

	ended error // what each further call returns
}

func openGzip(r, _ io.Reader) (io.ReadCloser, error) {
	g := &gzipReader{z: new(gzip.Reader), r: bufio.NewReader(r)}
	if err := g.member(); err != nil {
		return nil, err
	}
	return g, nil
}

// member begins with the next member.
func (g *gzipReader) member() error {
	err := g.z.Reset(g.r)
	g.z.Multistream(false)
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (g *gzipReader) Read(p []byte) (int, error) {
	for g.ended == nil {
		n, err := g.z.Read(p)
		if n > 0 && err == io.EOF {
			return n, nil // which the next call returns
		}
		if n > 0 || err != io.EOF {
			return n, err
		}
		g.ended = g.next()
	}
	return 0, g.ended
}

// next goes on from the end of a member: to the next one, or to the end of the data.
func (g *gzipReader) next() error {
	magic := []byte{0x1f, 0x8b}
	head, err := g.r.Peek(len(magic))
	switch {
	case bytes.Equal(head, magic):
		return g.member()
	case len(head) == 1 && head[0] == magic[0] && err == io.EOF:
		return io.ErrUnexpectedEOF
	}
	for {
		b, err := g.r.ReadByte()
		if err != nil {
			return err // the end
		}
		if b != 0 {
			return refusal("after the end of its gzip data come bytes of something else: fetch it again, or type gzip -dc FILE >NEW, which leaves them out")
		}
	}
}

func (g *gzipReader) Close() error { return g.z.Close() }
