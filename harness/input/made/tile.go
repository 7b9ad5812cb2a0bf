package made

import (
	"bytes"
	"fmt"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/machine"
)

// Tile returns d with its rows repeated k times, one whole copy after the other. From the
// second copy on, ids end in "#" and the number of the copy; rows without ids stay
// without. Tile returns d itself where k is 1 or less.
//
// The copies lie in memory, so that reading them costs as much as reading other rows.
// Rows of a Store are decoded once and the Store is closed; packed rows are repeated
// packed. Copies that there is no room for are a *harness.FlagError.
func Tile(d *harness.Dataset, k int, room machine.Room) (*harness.Dataset, error) {
	if k <= 1 {
		return d, nil
	}
	rows, size := d.NumRows(), RowBytes(d)
	what := fmt.Sprintf("%d rows of %d values, repeated %d times,", rows, d.Cols, k)
	once := machine.Need{{What: "rows", Row: int64(rows) * int64(size)}}
	wrong := func(want string, most int) error {
		return &harness.FlagError{Flag: "tile", Value: fmt.Sprint(k), Want: fmt.Sprintf("%s type at most %d", want, max(1, most))}
	}
	if err := once.Check(what, k, room); err != nil {
		return nil, wrong(err.Error()+", or", once.Rows(limited(room), 1))
	}
	if k > maxBytes/size/max(rows, 1) {
		return nil, wrong(fmt.Sprintf("%s take more than %d GiB:", what, maxBytes>>30), once.Rows(limited(machine.Room{}), 1))
	}
	t := *d
	t.Name = fmt.Sprintf("%s x%d", d.Name, k)
	if d.Rows != nil {
		t.Rows = tileIDs(d.Rows, k)
	}
	t.RowFields = d.WholeRowFields()
	for i, f := range t.RowFields {
		t.RowFields[i].Values = slices.Repeat(f.Values, k)
	}
	if d.Store != nil && d.Store.Packed != nil {
		err := dataset.Guard(d, func() error { t.Store = tileStore(d.Store, k); return nil })
		return &t, err
	}
	t.Store = nil
	err := dataset.Guard(d, func() error {
		t.Values = make([]float64, k*rows*d.Cols)
		first := t.Values[:rows*d.Cols]
		copy(first, d.Block(first, 0, rows)) // onto itself where it was decoded there
		for i := 1; i < k; i++ {
			copy(t.Values[i*len(first):], first)
		}
		return d.Close()
	})
	return &t, err
}

// RowBytes returns the memory of a row of d in bytes, of rows that are repeated.
func RowBytes(d *harness.Dataset) int {
	if d.Store != nil && d.Store.Packed != nil {
		return d.Store.Stride + 32
	}
	return rowBytes(d.Cols)
}

func tileIDs(ids []string, k int) []string {
	tiled := append(make([]string, 0, k*len(ids)), ids...)
	for i := 2; i <= k; i++ {
		suffix := fmt.Sprintf("#%d", i)
		for _, id := range ids {
			tiled = append(tiled, id+suffix)
		}
	}
	return tiled
}

// tileStore repeats packed rows. Decoding reads the first copy of them.
func tileStore(s *harness.Store, k int) *harness.Store {
	t := *s
	t.Rows = k * s.Rows
	t.Packed = bytes.Repeat(s.Packed, k)
	t.Decode = func(dst []float64, row, rows int, columns []int) {
		width := len(dst) / max(1, rows)
		for rows > 0 {
			from := row % s.Rows
			n := min(rows, s.Rows-from)
			s.Decode(dst[:n*width], from, n, columns)
			dst, row, rows = dst[n*width:], row+n, rows-n
		}
	}
	return &t
}
