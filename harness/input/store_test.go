package input

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/made"
	"serialfraction/harness/input/readertest"
	"serialfraction/harness/machine"
)

// drawStored generates a dataset in memory, and the same dataset in a Store: packed bytes
// that decode to their own values, or a view of values.
func drawStored(rt *rapid.T) (inMemory, inStore *harness.Dataset) {
	rows, cols := rapid.IntRange(1, 20).Draw(rt, "rows"), rapid.IntRange(2, 9).Draw(rt, "cols")
	packed := rapid.SliceOfN(rapid.Byte(), rows*cols, rows*cols).Draw(rt, "values")
	d := harness.Dataset{Name: "x", Cols: cols, Samples: dataset.Numbered(cols), Values: make([]float64, rows*cols),
		Fields:    []harness.Field{{Name: "f", Values: dataset.Numbered(cols)}},
		RowFields: []harness.Field{{Name: "r", Values: dataset.Numbered(rows)}}}
	for i, b := range packed {
		d.Values[i] = float64(b)
	}
	s := d
	s.Store = &harness.Store{Rows: rows, Decode: func(dst []float64, row, rows int, columns []int) {
		for i := range rows {
			for k := range len(dst) / rows {
				col := k
				if columns != nil {
					col = columns[k]
				}
				dst[i*len(dst)/rows+k] = float64(packed[(row+i)*cols+col])
			}
		}
	}}
	switch rapid.SampledFrom([]string{"view", "decoded", "packed"}).Draw(rt, "store") {
	case "view":
		s.Values = slices.Clone(d.Values)
	case "decoded":
		s.Values = nil
	case "packed":
		s.Values, s.Store.Packed, s.Store.Stride = nil, packed, cols
	}
	return &d, &s
}

// TestStoreArrangesAndTiles: for any groups and any number of copies, rows of a Store are
// arranged and repeated like the same rows in memory, also when they are arranged twice,
// and a view of a file is not written to.
func TestStoreArrangesAndTiles(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a, b := drawStored(rt)
		view := slices.Clone(b.Values)
		mapped := b.Values
		for _, step := range []string{"first", "again"} {
			groups := rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", "b", "b", "a"}), a.Cols, a.Cols).Draw(rt, step)
			if !slices.Contains(groups, "a") || !slices.Contains(groups, "b") {
				break
			}
			for _, d := range []*harness.Dataset{a, b} {
				if err := arrange(d, groups, &[2]string{"b", "a"}); err != nil {
					rt.Fatal(err)
				}
			}
		}
		if !slices.Equal(mapped, view) {
			rt.Fatal("the view was written to")
		}
		k := rapid.IntRange(1, 4).Draw(rt, "copies")
		ta, err := made.Tile(a, k, machine.Room{})
		if err != nil {
			rt.Fatal(err)
		}
		tb, err := made.Tile(b, k, machine.Room{})
		if err != nil {
			rt.Fatal(err)
		}
		if ta.NumRows() != tb.NumRows() || tb.NumRows() != k*b.NumRows() || ta.Groups != tb.Groups || !slices.Equal(ta.Samples, tb.Samples) ||
			fmt.Sprint(ta.Fields, ta.RowFields) != fmt.Sprint(tb.Fields, tb.RowFields) || len(tb.RowFields[0].Values) != tb.NumRows() {
			rt.Fatalf("%+v\n%+v", ta, tb)
		}
		lo := rapid.IntRange(0, tb.NumRows()).Draw(rt, "lo")
		hi := rapid.IntRange(lo, tb.NumRows()).Draw(rt, "hi")
		if got, want := tb.Block(nil, lo, hi), ta.Block(nil, lo, hi); !slices.Equal(got, want) {
			rt.Fatalf("rows %d to %d are %v, want %v", lo, hi, got, want)
		}
		if s := tb.Store; s != nil && s.Packed != nil {
			for row := range tb.NumRows() {
				from := row % b.NumRows() * s.Stride
				if !slices.Equal(s.Packed[row*s.Stride:(row+1)*s.Stride], b.Store.Packed[from:from+s.Stride]) {
					rt.Fatalf("packed row %d", row)
				}
			}
		}
	})
}

// TestTileGivesBack: after its values were decoded into memory a dataset has no Store,
// and rows without ids get none.
func TestTileGivesBack(t *testing.T) {
	once := openTest(t, "npy/testdata/i4le-fortran.npy")
	d := load(t, Source{Data: "npy/testdata/i4le-fortran.npy", Tile: 2})
	if d.Store != nil || d.Rows != nil || d.NumRows() != 8 {
		t.Errorf("%d rows, ids %v, store %v", d.NumRows(), d.Rows, d.Store)
	}
	want := once.Block(nil, 0, 4)
	readertest.SameValues(t, "twice", d.Values, slices.Concat(want, want))
}
