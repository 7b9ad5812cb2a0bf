package input

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxWindow bounds the memory that a zstd frame may ask for: the 128 MiB that
// the zstd program itself allows without being told otherwise.
const maxWindow = 128 << 20

// A compression is a layer below every format.
type compression struct {
	name      string
	extension string // in lower case, with the dot
	magic     []byte // what its data begin with
	open      func(io.Reader) (io.ReadCloser, error)
	pack      func(io.Writer) (io.WriteCloser, error) // Close does not close the writer
}

func compressions() []compression {
	return []compression{
		{"gzip", ".gz", []byte{0x1f, 0x8b}, openGzip, packGzip},
		{"zstd", ".zst", []byte{0x28, 0xb5, 0x2f, 0xfd}, openZstd, packZstd},
	}
}

func openGzip(r io.Reader) (io.ReadCloser, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err // not z: a nil *gzip.Reader in an interface is not nil
	}
	return z, nil
}

func openZstd(r io.Reader) (io.ReadCloser, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

func packGzip(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil }

func packZstd(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }

// compressionOf tells by its first bytes how a stream is compressed, or returns
// nil where it is plain. A name that promises a compression which the bytes do not
// keep is an error.
func compressionOf(name string, head []byte) (*compression, error) {
	for _, c := range compressions() {
		if bytes.HasPrefix(head, c.magic) {
			return &c, nil
		}
	}
	for _, c := range compressions() {
		if !strings.HasSuffix(strings.ToLower(name), c.extension) {
			continue
		}
		if len(head) < len(c.magic) {
			return nil, fmt.Errorf("%s: truncated %s data: the file has %d bytes; fetch it again", name, c.name, len(head))
		}
		return nil, fmt.Errorf("%s: not %s data, it begins with %q; if it is plain, drop %s from its name",
			name, c.name, head, c.extension)
	}
	return nil, nil
}

// explain says what an error of the decompressor means for the file.
func (c *compression) explain(err error) error {
	switch {
	case err == nil || err == io.EOF:
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("truncated %s data: fetch the file again", c.name)
	}
	return fmt.Errorf("damaged %s data (%w): fetch the file again", c.name, err)
}
