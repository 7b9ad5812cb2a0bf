package harness

import (
	"fmt"
	"strconv"
)

// A Dataset is a matrix of rows to be worked on independently of each other.
// It is read-only once built and may be shared by any number of goroutines.
type Dataset struct {
	Name    string    // where it came from: "golub", a path, "synth:…"
	Cols    int       // values per row
	Values  []float64 // row-major, NumRows()*Cols; NaN where a value is missing; nil where Store must be read
	Rows    []string  // row ids, in the order of the source; nil where rows are only numbered
	Samples []string  // column names, len Cols; nil where the source names none
	Groups  Groups    // which columns are compared; zero where nothing is compared
	Fields  []Field   // what the source says of every sample
	Store   *Store    // rows kept in another form than Values; nil where there is none

	RowFields []Field // what the source says of every row, such as a chromosome
}

// A Field is something that a source says of every sample, such as a phenotype or
// a "disease state", or of every row.
type Field struct {
	Name    string
	Values  []string  // by column, or by row; "" where not said
	Compare [2]string // the values that name the two groups where nothing else does; zero = none
}

// A Store holds rows as their file does: a mapping of it, or packed values. It is
// read-only and may be used by any number of goroutines.
type Store struct {
	Rows    int
	Columns []int // columns of the file that are the columns of the dataset; nil = all, in their order

	// Decode writes rows [row, row+rows), the given columns of each, into dst,
	// row-major; NaN where a value is missing. columns as in Columns. It does not
	// allocate.
	Decode func(dst []float64, row, rows int, columns []int)

	// Packed holds the rows one after the other as the file does, Stride bytes
	// each; nil where they do not lie so. Packing names what the bytes mean.
	Packed  []byte
	Stride  int // bytes of a row in the file, whether they lie together or not
	Packing string

	Close func() error // gives the mapping back; nil = nothing to give back
}

// PackedPLINK is the Packing of a .bed file of PLINK 1: four genotypes to a byte, the
// first in the lowest two bits; 0 is two copies of allele A1, 1 is missing, 2 is one
// copy, 3 is none.
const PackedPLINK = "plink"

// Groups says which columns of a Dataset are compared. A reader arranges the
// columns so that each group is one contiguous range: columns [0, Sizes[0]) are
// group a, columns [Sizes[0], Sizes[0]+Sizes[1]) are group b, and that is all of
// them.
type Groups struct {
	Names [2]string
	Sizes [2]int
}

// NewDataset copies rows, which all have the same number of values, into a dataset.
// Rows that lie in one slice already need no copy: set Cols and Values instead.
func NewDataset(name string, rows [][]float64) (*Dataset, error) {
	if len(rows) == 0 {
		return nil, fmt.Errorf("dataset %s: it has no rows", name)
	}
	cols := len(rows[0])
	if cols == 0 {
		return nil, fmt.Errorf("dataset %s: its rows have no values", name)
	}
	values := make([]float64, 0, len(rows)*cols)
	for i, row := range rows {
		if len(row) != cols {
			return nil, fmt.Errorf("dataset %s: row %d has %d values, row 1 has %d: all rows need as many", name, i+1, len(row), cols)
		}
		values = append(values, row...)
	}
	return &Dataset{Name: name, Cols: cols, Values: values}, nil
}

// NumRows returns the number of rows.
func (d *Dataset) NumRows() int {
	switch {
	case d.Store != nil:
		return d.Store.Rows
	case d.Rows != nil:
		return len(d.Rows)
	case d.Cols == 0:
		return 0
	}
	return len(d.Values) / d.Cols
}

// ID returns the id of row i: that of the source, or the row's number from 1.
func (d *Dataset) ID(i int) string {
	if d.Rows == nil {
		return strconv.Itoa(i + 1)
	}
	return d.Rows[i]
}

// Row returns row i as a view of length Cols. The dataset must have Values.
func (d *Dataset) Row(i int) []float64 { return d.Values[i*d.Cols : (i+1)*d.Cols] }

// Block returns rows [lo, hi), row-major: a view where the dataset has Values, else
// decoded into buf, which is replaced where it is too short.
func (d *Dataset) Block(buf []float64, lo, hi int) []float64 {
	if d.Values != nil || d.Store == nil {
		return d.Values[lo*d.Cols : hi*d.Cols]
	}
	if len(buf) < (hi-lo)*d.Cols {
		buf = make([]float64, (hi-lo)*d.Cols)
	}
	buf = buf[:(hi-lo)*d.Cols]
	d.Store.Decode(buf, lo, hi-lo, d.Store.Columns)
	return buf
}

// Close gives back what the dataset maps. It must not be used any more.
func (d *Dataset) Close() error {
	if d.Store == nil || d.Store.Close == nil {
		return nil
	}
	return d.Store.Close()
}
