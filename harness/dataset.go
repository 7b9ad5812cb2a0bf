package harness

import (
	"fmt"
	"slices"
	"strconv"
)

// A Dataset is a matrix of rows to be worked on independently of each other.
// It is read-only once built and may be shared by any number of goroutines.
type Dataset struct {
	Name    string    // where it came from: "golub", a path, "synth:…"
	Format  string    // of the file that it was read from; "" where it came from none
	Cols    int       // values per row
	Values  []float64 // row-major, NumRows()*Cols; NaN where a value is missing; nil where Store must be read
	Rows    []string  // row ids, in the order of the source; nil where rows are only numbered
	Samples []string  // column names, len Cols; nil where the source names none
	Groups  Groups    // the groups of columns to compare; zero where nothing is compared
	Fields  []Field   // facts about each sample that the source holds
	Store   *Store    // the rows in another form than Values; nil if there is none

	RowFields []Field // facts about each row that the source holds, such as its chromosome
	RowTexts  bool    // the workload reads RowFields, so that they are part of the rows, may be all of them, and have Values

	// Notes are warnings of the reader, one line each: what it left out, and how it read
	// what the source leaves open.
	Notes []string
}

// A Field is one fact that a source holds about every sample, such as a phenotype or a
// "disease state", or about every row.
type Field struct {
	Name    string
	Values  []string  // by column, or by row; "" where the source has none; nil where the Store has those of the rows
	Compare [2]string // the values of the two groups that are compared by default; zero = none
}

// A Store holds rows in the form of their file, mapped or packed. It is read-only and may
// be used by any number of goroutines.
type Store struct {
	Rows    int
	Columns []int // the file's column for each column of the dataset; nil = all, in their order

	// Decode writes the given columns of rows [row, row+rows) into dst, row-major, NaN
	// where a value is missing. Its columns mean the same as Columns. It does not allocate.
	Decode func(dst []float64, row, rows int, columns []int)

	// Packed holds the rows one after the other as in the file, Stride bytes each; nil
	// where the file does not store them so. Packing names the encoding of the bytes.
	Packed  []byte
	Stride  int // bytes of a row in the file, whether they lie together or not
	Packing string

	ID func(row int) string // the id of a row, where the dataset has no Rows; nil = its number

	// Text returns the value that a row has of a field of RowFields without Values: it is cut out of the file
	// when it is asked for, because few jobs ask for any. nil = all have Values.
	Text func(field, row int) string

	Close func() error // releases the mapping; nil = there is none

	// Aside is true where the rows were read and lie in a file without a name, for memory had no room for them.
	// They are rows in memory in all but where they lie.
	Aside bool

	// Pieces returns functions that may be called at once, each of which gives back memory of a mapping; what
	// is used afterwards is read again. nil = there is none.
	Pieces func() []func()
}

// PackedPLINK is the Packing of a .bed file of PLINK 1: four genotypes in a byte, the
// first in the lowest two bits. 0 = two copies of allele A1, 1 = missing, 2 = one copy,
// 3 = no copy.
const PackedPLINK = "plink"

// Groups are the two groups of columns of a Dataset that are compared. A reader arranges
// the columns so that each group is one contiguous range: columns [0, Sizes[0]) are group a
// and columns [Sizes[0], Sizes[0]+Sizes[1]), which are all the others, are group b.
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
	case d.Cols == 0 && d.RowTexts && len(d.RowFields) > 0:
		return len(d.RowFields[0].Values)
	case d.Cols == 0:
		return 0
	}
	return len(d.Values) / d.Cols
}

// ID returns the id of row i: that of the source, or the row's number from 1.
func (d *Dataset) ID(i int) string {
	switch {
	case d.Rows != nil:
		return d.Rows[i]
	case d.Store != nil && d.Store.ID != nil:
		return d.Store.ID(i)
	}
	return strconv.Itoa(i + 1)
}

// HasIDs reports whether rows have ids of their own, and not their numbers alone.
func (d *Dataset) HasIDs() bool { return d.Rows != nil || d.Store != nil && d.Store.ID != nil }

// RowText returns what row i has in a field of RowFields, given by its index there.
func (d *Dataset) RowText(field, i int) string {
	if values := d.RowFields[field].Values; values != nil {
		return values[i]
	}
	return d.Store.Text(field, i)
}

// WholeRowFields returns RowFields, all with Values.
func (d *Dataset) WholeRowFields() []Field {
	whole := slices.Clone(d.RowFields)
	for k, f := range whole {
		if f.Values == nil && d.Store != nil && d.Store.Text != nil {
			whole[k].Values = make([]string, d.NumRows())
			for i := range whole[k].Values {
				whole[k].Values[i] = d.Store.Text(k, i)
			}
		}
	}
	return whole
}

// Row returns row i as a view of length Cols. The dataset must have Values.
func (d *Dataset) Row(i int) []float64 { return d.Values[i*d.Cols : (i+1)*d.Cols] }

// Block returns rows [lo, hi), row-major. Where the dataset has Values it returns a view of
// them, else it decodes into buf, or into new memory if buf is too short.
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

// Head returns the first rows of d as a dataset of their own, which shares its memory. It must
// not be used after d is closed.
func (d *Dataset) Head(name string, rows int) *Dataset {
	h := *d
	h.Name = name
	if d.Rows != nil {
		h.Rows = d.Rows[:rows]
	}
	if d.Values != nil {
		h.Values = d.Values[:rows*d.Cols]
	}
	h.RowFields = slices.Clone(d.RowFields)
	for i, f := range d.RowFields {
		if f.Values != nil {
			h.RowFields[i].Values = f.Values[:rows]
		}
	}
	if d.Store != nil {
		s := *d.Store
		s.Rows, s.Close, s.Pieces = rows, nil, nil
		if s.Packed != nil {
			s.Packed = s.Packed[:rows*s.Stride]
		}
		h.Store = &s
	}
	return &h
}

// Pieces returns functions that may be called at once, each of which gives back a part of the memory of what the
// dataset maps. The dataset may be used afterwards, and is read again.
func (d *Dataset) Pieces() []func() {
	if d.Store == nil || d.Store.Pieces == nil {
		return nil
	}
	return d.Store.Pieces()
}

// Close releases what the dataset maps. The dataset must not be used afterwards.
func (d *Dataset) Close() error {
	if d.Store == nil || d.Store.Close == nil {
		return nil
	}
	return d.Store.Close()
}
