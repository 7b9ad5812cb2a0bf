package content

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"
)

func openXZ(r, _ io.Reader) (io.ReadCloser, error) {
	source := &xzSource{r: r}
	data := bufio.NewReaderSize(source, 1<<16)
	if n := xzDictionary(data); n > maxWindow {
		return nil, refusal(fmt.Sprintf("its dictionary takes %d MiB, and %d MiB is the most: type xz -dk FILE", n>>20, maxWindow>>20))
	}
	z, err := xz.NewReader(data)
	if err != nil {
		return nil, err
	}
	return &xzReader{z, source}, nil
}

// xzDictionary returns the memory in bytes that the first block of xz data takes to be unpacked,
// which the library allocates whatever it is; 0 where there is none or its header is damaged, as
// the library finds. The blocks of a file have the same, as xz writes them.
//
// Source: The .xz File Format 1.2.1, 3.1 and 5.3.1.
func xzDictionary(data *bufio.Reader) int64 {
	const streamHeader, packedSize, unpackedSize, lzma2 = 12, 0x40, 0x80, 0x21
	head, _ := data.Peek(streamHeader + 2 + 2*binary.MaxVarintLen64 + 3)
	if len(head) < streamHeader+2 {
		return 0
	}
	flags, rest := head[streamHeader+1], head[streamHeader+2:]
	for _, present := range []byte{packedSize, unpackedSize} {
		if flags&present == 0 {
			continue
		}
		_, n := binary.Uvarint(rest)
		if n <= 0 {
			return 0
		}
		rest = rest[n:]
	}
	if len(rest) < 3 || rest[0] != lzma2 {
		return 0
	}
	n, _ := lzma.DecodeDictCap(rest[2]) // 0 with an error
	return n
}

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
