package input

import (
	"fmt"

	"serialfraction/harness"
)

// maxBytes bounds what may be generated or repeated: beyond it a slip of the keyboard
// is likelier than the machine that holds it.
const maxBytes = 64 << 30

// rowBytes returns the memory that a row takes: its values, and its id.
func rowBytes(cols int) int { return 8*cols + 32 }

// tile returns d with its rows repeated k times, all of them before any comes again.
// In the i-th copy, from the second on, an id ends in "#i". d itself is returned
// where there is nothing to repeat.
func tile(d *harness.Dataset, k int) (*harness.Dataset, error) {
	if k <= 1 {
		return d, nil
	}
	rows := d.NumRows()
	if k > maxBytes/rowBytes(d.Cols)/max(rows, 1) {
		return nil, &harness.FlagError{Flag: "tile", Value: fmt.Sprint(k),
			Want: fmt.Sprintf("%d rows of %d values that often take more than %d GiB: give less", rows, d.Cols, maxBytes>>30)}
	}
	t := *d
	t.Name = fmt.Sprintf("%s x%d", d.Name, k)
	t.Values = make([]float64, 0, k*len(d.Values))
	t.Rows = make([]string, 0, k*rows)
	for i := range k {
		t.Values = append(t.Values, d.Values...)
		if i == 0 {
			t.Rows = append(t.Rows, d.Rows...)
			continue
		}
		suffix := fmt.Sprintf("#%d", i+1)
		for _, id := range d.Rows {
			t.Rows = append(t.Rows, id+suffix)
		}
	}
	return &t, nil
}
