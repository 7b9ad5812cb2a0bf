package harness

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
)

// A Dataset is a matrix of rows to be worked on independently of each other.
// It is read-only once built and may be shared by any number of goroutines.
type Dataset struct {
	Name    string    // where it came from: "golub", a path, "synth:…"
	Cols    int       // values per row
	Values  []float64 // row-major, len(Rows)*Cols; NaN where a value is missing
	Rows    []string  // row ids, in the order of the source
	Samples []string  // column names, len Cols; nil where the source names none
	Groups  Groups    // which columns are compared; zero where nothing is compared
}

// Groups says which columns of a Dataset are compared. A reader arranges the
// columns so that each group is one contiguous range: columns [0, Sizes[0]) are
// group a, columns [Sizes[0], Sizes[0]+Sizes[1]) are group b, and that is all of
// them.
type Groups struct {
	Names [2]string
	Sizes [2]int
}

// NumRows returns the number of rows.
func (d *Dataset) NumRows() int { return len(d.Rows) }

// Row returns row i as a view of length Cols.
func (d *Dataset) Row(i int) []float64 { return d.Values[i*d.Cols : (i+1)*d.Cols] }

// Digest returns the SHA-256 of the values, row ids and group sizes in
// hexadecimal: equal digests mean that a sweep worked on the same numbers.
func (d *Dataset) Digest() string {
	h := sha256.New()
	var buf [1 << 13]byte
	n := 0
	put := func(u uint64) {
		for i := range 8 {
			buf[n+i] = byte(u >> (8 * i))
		}
		if n += 8; n == len(buf) {
			h.Write(buf[:])
			n = 0
		}
	}
	put(uint64(d.Cols))
	put(uint64(d.Groups.Sizes[0]))
	put(uint64(d.Groups.Sizes[1]))
	for _, v := range d.Values {
		put(math.Float64bits(v))
	}
	h.Write(buf[:n])
	for _, id := range d.Rows {
		h.Write([]byte(id))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}
