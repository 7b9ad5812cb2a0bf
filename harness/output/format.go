package output

import (
	"bufio"
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"serialfraction/harness"
	"serialfraction/harness/wording"
)

// A format is how a results file is written, which the ending of its name chooses: text of a
// layout, packed or not, or a dense format.
type format struct {
	layout  layout
	packing packing
	dense   func(w io.Writer, d *harness.Dataset, t *harness.Table, workers int) error // nil = text
}

// A layout is how rows stand in a text.
type layout struct {
	ending string
	comma  byte
}

func layouts() []layout { return []layout{{".csv", ','}, {".tsv", '\t'}} }

// A packing is what the bytes of a text are packed in.
type packing struct {
	ending string
	magic  []byte // what packed bytes begin with
	open   func(io.Reader) (io.Reader, error)
	sink   func(w io.Writer, workers int) (sink, error)
}

// packings returns the packings, that of plain text last, which all bytes begin with.
func packings() []packing {
	return []packing{
		{".gz", []byte{0x1f, 0x8b}, openGzip, newGzipSink},
		{".zst", []byte{0x28, 0xb5, 0x2f, 0xfd}, openZstd, newZstdSink},
		{"", nil, openPlain, newPlainSink},
	}
}

// A dense format is no text, and ReadFile does not read it.
type dense struct {
	ending string
	write  func(w io.Writer, d *harness.Dataset, t *harness.Table, workers int) error
}

func denseFormats() []dense { return []dense{{".npy", writeNPY}, {".parquet", writeParquet}} }

// formatOf returns the format that the ending of a path names, or a *harness.FlagError.
func formatOf(path string) (format, error) {
	for _, b := range denseFormats() {
		if filepath.Ext(path) == b.ending {
			return format{dense: b.write}, nil
		}
	}
	for _, p := range packings() {
		name, packed := strings.CutSuffix(path, p.ending)
		for _, l := range layouts() {
			if packed && filepath.Ext(name) == l.ending {
				return format{layout: l, packing: p}, nil
			}
		}
	}
	return format{}, &harness.FlagError{Flag: "results", Value: path, Want: "type a name that ends in " + Endings()}
}

// Endings returns the endings of names of results files, as part of a sentence.
func Endings() string {
	var of []string
	for _, b := range denseFormats() {
		of = append(of, b.ending)
	}
	return textEndings() + ", or in " + wording.Or(of...)
}

// textEndings returns the endings of names of text, as part of a sentence.
func textEndings() string {
	var plain, packed []string
	for _, l := range layouts() {
		plain = append(plain, l.ending)
	}
	for _, p := range packings() {
		if p.ending != "" {
			packed = append(packed, p.ending)
		}
	}
	return wording.Or(plain...) + ", either with " + wording.Or(packed...)
}

// EachEnding returns every ending of names of results files: of text, plain and packed, then of the others.
func EachEnding() (all []string) {
	for _, l := range layouts() {
		all = append(all, l.ending)
		for _, p := range packings() {
			if p.ending != "" {
				all = append(all, l.ending+p.ending)
			}
		}
	}
	for _, b := range denseFormats() {
		all = append(all, b.ending)
	}
	return all
}

// Split returns a path without the ending that names the format of results, and that ending, which
// is empty where the path names none. text reports whether ReadFile reads the format.
func Split(path string) (name, ending string, text bool) {
	f, err := formatOf(path)
	switch {
	case err != nil:
		return path, "", false
	case f.dense != nil:
		ending = filepath.Ext(path)
	default:
		ending = f.layout.ending + f.packing.ending
	}
	return strings.TrimSuffix(path, ending), ending, f.dense == nil
}

// write writes a table to w, which is buffered.
func (f format) write(w io.Writer, d *harness.Dataset, t *harness.Table, workers int) error {
	if f.dense != nil {
		return f.dense(w, d, t, workers)
	}
	s, err := f.packing.sink(w, workers)
	if err != nil {
		return err
	}
	if err := inOrder(f.layout.lines(d, t), s, workers); err != nil {
		return err
	}
	return s.end()
}

// packingOf returns the packing of what r begins with.
func packingOf(r *bufio.Reader) packing {
	head, _ := r.Peek(4) // a shorter file is text
	for _, p := range packings() {
		if bytes.HasPrefix(head, p.magic) {
			return p
		}
	}
	panic("output: plain text is no packing")
}

func openPlain(r io.Reader) (io.Reader, error) { return r, nil }

func openGzip(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// maxWindow bounds the memory that a zstd frame may require: the default limit of the zstd program.
const maxWindow = 128 << 20

// openZstd unpacks without a goroutine, so that nothing need be closed.
func openZstd(r io.Reader) (io.Reader, error) {
	return zstd.NewReader(r, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1))
}
