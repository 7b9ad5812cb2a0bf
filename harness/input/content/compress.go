package content

import (
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxWindow bounds the memory that a zstd frame or a block of xz may require: 128 MiB, the
// default limit of the zstd program, and twice what xz -9 takes.
const maxWindow = 128 << 20

// A compression is a layer below every format.
type Compression struct {
	Name      string
	Extension string // in lower case, with the dot
	Magic     []byte // the first bytes of its data

	// open unpacks data that are read from data. source is what data reads from, for an
	// archive, whose list of files is at its end.
	open func(data, source io.Reader) (io.ReadCloser, error)

	Pack func(io.Writer) (io.WriteCloser, error) // Close does not close the writer; nil = it is only read
}

func Compressions() []Compression {
	return []Compression{
		{"gzip", ".gz", []byte{0x1f, 0x8b}, openGzip, packGzip},
		{"zstd", ".zst", []byte{0x28, 0xb5, 0x2f, 0xfd}, openZstd, packZstd},
		{"xz", ".xz", []byte("\xfd7zXZ\x00"), openXZ, nil},
		{"bzip2", ".bz2", []byte("BZh?1AY&SY"), openBzip2, nil},
		{"gzip", ".bgz", []byte{0x1f, 0x8b}, openGzip, nil}, // in blocks, as tabix needs it
		{"zip", ".zip", []byte("PK\x03\x04"), openZip, nil},
	}
}

func openZstd(r, _ io.Reader) (io.ReadCloser, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

func openBzip2(r, _ io.Reader) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(r)), nil }

func packGzip(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil }

func packZstd(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }

// Bare returns a path without the extension of a compression, in any case of letters.
func Bare(path string) string {
	for _, c := range Compressions() {
		if c.names(path) {
			path = path[:len(path)-len(c.Extension)]
		}
	}
	return path
}

// Named returns the compression that the extension of a path names, nil where it names
// none.
func Named(path string) *Compression {
	for _, c := range Compressions() {
		if c.names(path) {
			return &c
		}
	}
	return nil
}

func (c *Compression) names(path string) bool {
	n := len(path) - len(c.Extension)
	return n >= 0 && strings.EqualFold(path[n:], c.Extension)
}

// Of returns the compression of data that begin with these bytes, nil where they are
// plain.
func Of(head []byte) *Compression {
	for _, c := range Compressions() {
		if begins(head, string(c.Magic), 0) {
			return &c
		}
	}
	return nil
}

// compressionHead is the number of first bytes that tell every compression.
const compressionHead = 10

// emptyZip is what a zip archive without a file begins with.
const emptyZip = "PK\x05\x06"

// compressionOf returns the compression of a stream by its first bytes, or nil where it
// is plain. A name with the extension of a compression that the bytes do not have is an
// error.
func compressionOf(name string, head []byte) (*Compression, error) {
	if c := Of(head); c != nil {
		return c, nil
	}
	for _, c := range Compressions() {
		if !c.names(name) {
			continue
		}
		if len(head) < len(c.Magic) && begins(head, string(c.Magic[:len(head)]), 0) {
			return nil, fmt.Errorf("%s: truncated %s data: the file has %d bytes; fetch it again", name, c.Name, len(head))
		}
		if begins(head, emptyZip, 0) {
			return nil, fmt.Errorf("%s: the archive holds no file: fetch or pack it again", name)
		}
		return nil, fmt.Errorf("%s: not %s data, it begins with %q; if it is plain, drop %s from its name",
			name, c.Name, head[:min(4, len(head))], c.Extension)
	}
	return nil, nil
}

// A refusal is an error of data that are whole, with what to type.
type refusal string

func (r refusal) Error() string { return string(r) }

// explain returns an error of the decompressor with its meaning for the file.
func (c *Compression) explain(err error) error {
	var refused refusal
	switch {
	case err == nil || err == io.EOF || errors.As(err, &refused):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("truncated %s data: fetch the file again", c.Name)
	}
	return fmt.Errorf("damaged %s data (%w): fetch the file again", c.Name, err)
}
