package content

import (
	"bytes"
	"io"
)

// An xzReader unpacks xz data. It holds that they end as xz data do, which the library does
// not: to it, data that are cut between two blocks are whole.
type xzReader struct {
	z      io.Reader
	source *xzSource
}

func (x *xzReader) Read(p []byte) (int, error) {
	n, err := x.z.Read(p)
	if err == io.EOF && string(x.source.last[:]) != "YZ" {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (x *xzReader) Close() error { return nil }

// An xzSource keeps the last two bytes before the zeros that may pad the end.
type xzSource struct {
	r    io.Reader
	last [2]byte
}

func (s *xzSource) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	switch end := bytes.TrimRight(p[:n], "\x00"); {
	case len(end) > 1:
		copy(s.last[:], end[len(end)-2:])
	case len(end) == 1:
		s.last = [2]byte{s.last[1], end[0]}
	}
	return n, err
}
