package npy

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"strconv"
	"strings"
	"unsafe"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
)

// Open opens a matrix that NumPy saved. The file has no names: rows are numbered, samples
// are c1, c2, …. float64 in C order becomes the dataset's Values as it lies in the file;
// anything else is decoded when it is used.
//
// Integers of 64 bits become the nearest float64, ties to even, as in NumPy's astype. Open
// goes over them once, for a note on those that are rounded. Of all other files that are
// plain it reads the header only.
func Open(_ context.Context, f *content.Mapping) (*harness.Dataset, error) {
	a, err := newArray(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	d := &harness.Dataset{Name: f.Name, Cols: a.cols, Samples: dataset.Numbered(a.cols),
		Store: &harness.Store{Rows: a.rows, Decode: a.decode, Stride: a.cols * a.element.size, Close: f.Close, Pieces: f.Pieces}}
	start := unsafe.Pointer(unsafe.SliceData(a.data))
	if a.element.native && !a.fortran && uintptr(start)%unsafe.Alignof(float64(0)) == 0 {
		d.Values = unsafe.Slice((*float64)(start), a.rows*a.cols)
	}
	rounded, err := a.rounded(d)
	if err != nil {
		f.Close()
		return nil, err
	}
	d.Notes = rounded.Notes()
	return d, nil
}

// An array is a matrix in the bytes of an .npy file.
type array struct {
	rows, cols int
	fortran    bool // column-major
	element    element
	data       []byte
}

func newArray(f *content.Mapping) (*array, error) {
	h, err := readHeader(f.Bytes)
	if err != nil {
		return nil, err
	}
	e, ok := elementOf(h.descr)
	if !ok {
		return nil, fmt.Errorf("its dtype is %s, which is %s", lines.Quote(h.descr), instead(h.descr))
	}
	switch {
	case len(h.shape) == 1:
		return nil, fmt.Errorf("its shape is %s, and rows and columns are needed: save it with .reshape(-1, 1) for one column, or .reshape(1, -1) for one row", shapeText(h.shape))
	case len(h.shape) != 2:
		return nil, fmt.Errorf("its shape is %s, and rows and columns are needed: save it with .reshape(rows, columns)", shapeText(h.shape))
	case h.shape[0] == 0 || h.shape[1] == 0:
		return nil, fmt.Errorf("its shape is %s: there is no value in it", shapeText(h.shape))
	}
	a := &array{rows: h.shape[0], cols: h.shape[1], element: e}
	a.fortran = h.fortran && a.rows > 1 && a.cols > 1
	over, values := bits.Mul64(uint64(a.rows), uint64(a.cols))
	over2, size := bits.Mul64(values, uint64(e.size))
	have := len(f.Bytes) - h.data
	switch {
	case over != 0 || over2 != 0 || size > uint64(have):
		return nil, fmt.Errorf("cut short: its shape %s of %s takes more than the %d bytes there are: fetch or write it again", shapeText(h.shape), h.descr, have)
	case size < uint64(have):
		return nil, fmt.Errorf("%d bytes follow the array: save one array in each file", uint64(have)-size)
	}
	a.data = f.Bytes[h.data:]
	return a, nil
}

// instead returns what a dtype is that cannot be read, and what to save instead.
func instead(descr string) string {
	kind := strings.TrimLeft(descr, "<>=|")
	switch {
	case strings.HasPrefix(descr, "["):
		return "a structured array: save numpy.lib.recfunctions.structured_to_unstructured(array)"
	case strings.HasPrefix(kind, "c"):
		return "complex: save its .real or its .imag, or numpy.abs of it"
	case kind == "f16" || kind == "f12":
		return "a number longer than float64: save it with .astype('<f8')"
	}
	return "no plain number: save it with .astype('<f8')"
}

// shapeText writes a shape as Python does.
func shapeText(shape []int) string {
	var list []string
	for _, n := range shape {
		list = append(list, strconv.Itoa(n))
	}
	if len(list) == 1 {
		list = append(list, "")
	}
	return "(" + strings.TrimSpace(strings.Join(list, ", ")) + ")"
}

// Head returns what numpy.save writes before the values of a C-ordered array of '<f8', version 1. It is an
// error if there are none.
func Head(rows, cols int) ([]byte, error) {
	if rows == 0 || cols == 0 {
		return nil, errors.New("there is no value to write")
	}
	dict := fmt.Sprintf("{'descr': '<f8', 'fortran_order': False, 'shape': %s, }", shapeText([]int{rows, cols}))
	head := []byte("\x93NUMPY\x01\x00")
	padding := 63 - (len(head)+2+len(dict))%64 // so that the values are aligned
	dict += strings.Repeat(" ", padding) + "\n"
	head = binary.LittleEndian.AppendUint16(head, uint16(len(dict)))
	return append(head, dict...), nil
}

// Write writes the values as numpy.save does, after [Head]. Names of rows and samples, and groups, have no
// place in it.
func Write(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(float64)) error {
	head, err := Head(d.NumRows(), d.Cols)
	if err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	var bytes []byte
	return dataset.Each(ctx, d, progress, func(_ int, values []float64) error {
		bytes = bytes[:0]
		for _, v := range values {
			bytes = binary.LittleEndian.AppendUint64(bytes, math.Float64bits(v))
		}
		_, err := w.Write(bytes)
		return err
	})
}
