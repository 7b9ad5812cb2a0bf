package parquet

import (
	"context"
	"errors"
	"io"
	"math"

	"github.com/parquet-go/parquet-go"
	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/parquetfile"
)

// groupValues is the number of values of a row group: 64 MiB.
const groupValues = 8 << 20

// Write writes a column of row ids where there are any, and a column of doubles for each
// sample, null where a value is missing; all are compressed with zstd.
func Write(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(float64)) error {
	if d.Cols == 0 || d.NumRows() == 0 {
		return errors.New("there is no value to write")
	}
	p := &groupWriter{out: parquetfile.NewWriter(w, columnsOf(d)), d: d, progress: progress}
	rows, block := d.NumRows(), max(1, groupValues/d.Cols)
	for lo := 0; lo < rows; lo += block {
		hi := min(lo+block, rows)
		if err := dataset.Guard(d, func() error { return p.group(ctx, lo, hi) }); err != nil {
			return err
		}
	}
	return p.out.Close()
}

// columnsOf returns the columns of the file.
func columnsOf(d *harness.Dataset) []parquetfile.Column {
	samples := dataset.Samples(d)
	var columns []parquetfile.Column
	if d.HasIDs() {
		columns = append(columns, parquetfile.Column{Name: dataset.IDColumn(samples), Node: parquet.String()})
	}
	for _, name := range samples {
		columns = append(columns, parquetfile.Column{Name: name, Node: parquet.Optional(parquet.Leaf(parquet.DoubleType))})
	}
	return columns
}

// A groupWriter writes the rows of d group by group.
type groupWriter struct {
	out      *parquetfile.Writer
	d        *harness.Dataset
	progress func(float64)

	values []float64       // buffer for decoding
	column []parquet.Value // the values of one column
}

// group writes rows [lo, hi) as one row group.
func (p *groupWriter) group(ctx context.Context, lo, hi int) error {
	if p.d.Values == nil && p.values == nil {
		p.values = make([]float64, (hi-lo)*p.d.Cols)
	}
	values := p.d.Block(p.values, lo, hi)
	first := 0 // column of the first sample
	if p.d.HasIDs() {
		first = 1
		p.column = p.column[:0]
		for row := lo; row < hi; row++ {
			p.column = append(p.column, parquet.ByteArrayValue([]byte(p.d.ID(row))))
		}
		if err := p.out.Write(0, p.column); err != nil {
			return err
		}
	}
	for col := range p.d.Cols {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		p.column = p.column[:0]
		for i := col; i < len(values); i += p.d.Cols {
			v := parquet.Value{} // null
			if !math.IsNaN(values[i]) {
				v = parquet.DoubleValue(values[i])
			}
			p.column = append(p.column, v)
		}
		if err := p.out.Write(first+col, p.column); err != nil {
			return err
		}
		p.progress((float64(lo) + float64((hi-lo)*(col+1))/float64(p.d.Cols)) / float64(p.d.NumRows()))
	}
	return p.out.Flush()
}
