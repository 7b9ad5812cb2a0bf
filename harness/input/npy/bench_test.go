package npy

import (
	"slices"
	"testing"
)

// BenchmarkDecodeNPY converts chunks of 128 rows of 100 columns out of a megabyte.
func BenchmarkDecodeNPY(b *testing.B) {
	const rows, cols, chunk = 1280, 100, 128
	shuffled := make([]int, cols)
	for i := range shuffled {
		shuffled[i] = (i * 37) % cols
	}
	for _, bb := range []struct {
		name    string
		descr   string
		fortran bool
		columns []int
	}{
		{"f8", "<f8", false, nil},
		{"f4", "<f4", false, nil},
		{"i2", "<i2", false, nil},
		{"i8", "<i8", false, nil},
		{"u8", "<u8", false, nil},
		{"f8 swapped", ">f8", false, nil},
		{"f4 swapped", ">f4", false, nil},
		{"i4 swapped", ">i4", false, nil},
		{"f8 Fortran", "<f8", true, nil},
		{"f4 Fortran", "<f4", true, nil},
		{"f8 Fortran swapped", ">f8", true, nil},
		{"f8 Fortran half", "<f8", true, slices.Clone(shuffled[:cols/2])},
		{"f8 columns", "<f8", false, shuffled},
		{"f8 half", "<f8", false, slices.Clone(shuffled[:cols/2])},
	} {
		b.Run(bb.name, func(b *testing.B) {
			e, _ := elementOf(bb.descr)
			a := &array{rows: rows, cols: cols, fortran: bb.fortran, element: e, data: make([]byte, rows*cols*e.size)}
			width := cols
			if bb.columns != nil {
				width = len(bb.columns)
			}
			dst := make([]float64, chunk*width)
			b.SetBytes(int64(8 * rows * width))
			for b.Loop() {
				for row := 0; row < rows; row += chunk {
					a.decode(dst, row, chunk, bb.columns)
				}
			}
		})
	}
}
