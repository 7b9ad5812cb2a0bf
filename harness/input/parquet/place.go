package parquet

import (
	"fmt"
	"math"
	"runtime"

	"github.com/parquet-go/parquet-go"
	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/machine"
	"serialfraction/harness/scratch"
)

// The parts of what the rows of a file take in memory.
const (
	valuesPart = "values"
	textsPart  = "row ids and texts"
	pagesPart  = "pages" // that are unpacked at a time
)

// stringBytes is the memory of a string beside its bytes.
const stringBytes = 16

// need returns what the rows of a file take in memory as a dataset.
func (s *table) need(r *parquet.File) machine.Need {
	texts := machine.Part{What: textsPart}
	for _, i := range s.texts {
		texts.Row += stringBytes
		texts.Fixed = bounded(texts.Fixed, unpackedBytes(r, i))
	}
	if s.ids >= 0 {
		texts.Row += stringBytes
		texts.Fixed = bounded(texts.Fixed, unpackedBytes(r, s.ids))
	}
	return machine.Need{{What: valuesPart, Row: 8 * int64(len(s.columns))}, texts}
}

// roomWithoutLZ4 returns an error where the columns of a file have no room unpacked, as withoutLZ4 has them.
func roomWithoutLZ4(r *parquet.File, room machine.Room) error {
	sum := int64(0)
	for i := range r.Metadata().RowGroups[0].Columns {
		sum = bounded(sum, unpackedBytes(r, i))
	}
	if err := room.Check("columns compressed with LZ4", sum); err != nil {
		return fmt.Errorf("%w; or write the file with zstd or snappy, which are unpacked page by page", err)
	}
	return nil
}

// unpackedBytes returns the bytes of a column without its compression, as the file states them.
func unpackedBytes(r *parquet.File, column int) (sum int64) {
	for _, group := range r.Metadata().RowGroups {
		sum = bounded(sum, group.Columns[column].MetaData.TotalUncompressedSize)
	}
	return sum
}

// bounded adds two sizes, one of them from a file that may be damaged.
func bounded(a, b int64) int64 {
	if b < 0 || b > math.MaxInt64-a {
		return math.MaxInt64
	}
	return a + b
}

// place returns the dataset of a file with room for its values, in memory or, where they have none there, in
// a file without a name. What writes them is called by write, which blames the folder of that file for its faults.
func (s *table) place(f *content.Mapping, r *parquet.File, rows int) (d *harness.Dataset, write func(func() error) error, err error) {
	d = &harness.Dataset{Name: f.Name, Cols: len(s.samples), Samples: s.samples}
	need := s.need(r)
	if need.Bytes(rows) > f.Room.Half() { // or the pages hardly count, and are not looked at
		page, err := s.largestPage(r)
		if err != nil {
			return nil, nil, err
		}
		need = append(need, machine.Part{What: pagesPart, Fixed: page * stripe * int64(runtime.GOMAXPROCS(0))})
	}
	what := fmt.Sprintf("%d rows of %d values", rows, d.Cols)
	if need.Has(rows, f.Room) {
		d.Values = make([]float64, rows*d.Cols)
		return d, func(f func() error) error { return f() }, nil
	}
	if f.Aside == "" || !scratch.Here || f.Room.Limit == machine.AddressSpace || !need.Without(valuesPart).Without(pagesPart).Has(rows, f.Room) {
		return nil, nil, fmt.Errorf("%w; or give a .npy file, which is read where it lies", need.Check(what, rows, f.Room))
	}
	a, err := scratch.New(f.Aside, rows*d.Cols)
	if err != nil {
		return nil, nil, fmt.Errorf("%d bytes of rows have no room in memory, nor in a file: %w", 8*rows*d.Cols, err)
	}
	d.Values = a.Values
	d.Store = &harness.Store{Rows: rows, Decode: decoder(a.Values, d.Cols), Close: a.Close, Aside: true}
	d.Notes = append(d.Notes, fmt.Sprintf("%s have no room in memory: they are in a file of %d MB without a name in %s until the job is done", what, 8*int64(rows)*int64(d.Cols)/1e6, f.Aside))
	return d, a.Guard, nil
}

// decoder returns the Decode of rows that lie as they are used.
func decoder(values []float64, cols int) func(dst []float64, row, rows int, columns []int) {
	return func(dst []float64, row, rows int, columns []int) {
		if columns == nil {
			copy(dst, values[row*cols:(row+rows)*cols])
			return
		}
		for i := range rows {
			from, to := values[(row+i)*cols:(row+i+1)*cols], dst[i*len(columns):(i+1)*len(columns)]
			for k, col := range columns {
				to[k] = from[col]
			}
		}
	}
}
