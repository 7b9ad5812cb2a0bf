package parquet

import (
	"context"
	"errors"
	"io"
	"math"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/schema"
	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
)

// groupValues is how many values a row group has: 64 MiB.
const groupValues = 8 << 20

// Write writes a column of doubles for each sample, null where a value is
// missing, behind a column of row ids where there are any; compressed with zstd.
func Write(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(float64)) error {
	if d.Cols == 0 || d.NumRows() == 0 {
		return errors.New("there is no value to write")
	}
	root, err := fieldsOf(d)
	if err != nil {
		return err
	}
	out, err := file.NewParquetWriterWithError(w, root, file.WithWriterProps(parquet.NewWriterProperties(
		parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDictionaryDefault(false), parquet.WithStats(false))))
	if err != nil {
		return err
	}
	p := &groupWriter{out: out, d: d, progress: progress}
	rows, block := d.NumRows(), max(1, groupValues/d.Cols)
	for lo := 0; lo < rows; lo += block {
		hi := min(lo+block, rows)
		if err := dataset.Guard(d, func() error { return p.group(ctx, lo, hi) }); err != nil {
			return err
		}
	}
	return out.Close()
}

// fieldsOf returns the columns of the file.
func fieldsOf(d *harness.Dataset) (*schema.GroupNode, error) {
	samples := dataset.Samples(d)
	var fields schema.FieldList
	if d.Rows != nil {
		ids, err := schema.NewPrimitiveNodeLogical(dataset.IDColumn(samples), parquet.Repetitions.Required, schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1)
		if err != nil {
			return nil, err
		}
		fields = append(fields, ids)
	}
	for _, name := range samples {
		fields = append(fields, schema.NewFloat64Node(name, parquet.Repetitions.Optional, -1))
	}
	return schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
}

// A groupWriter writes the rows of d group by group.
type groupWriter struct {
	out      *file.Writer
	d        *harness.Dataset
	progress func(float64)

	values []float64 // where they must be decoded
	column []float64 // those of one column that are not missing
	levels []int16   // 0 = missing
}

// group writes rows [lo, hi) as one row group.
func (p *groupWriter) group(ctx context.Context, lo, hi int) error {
	if p.d.Values == nil && p.values == nil {
		p.values = make([]float64, (hi-lo)*p.d.Cols)
	}
	values := p.d.Block(p.values, lo, hi)
	group, err := p.out.AppendRowGroupChecked()
	if err != nil {
		return err
	}
	if p.d.Rows != nil {
		if err := p.ids(group, p.d.Rows[lo:hi]); err != nil {
			return err
		}
	}
	for col := range p.d.Cols {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		p.column, p.levels = p.column[:0], p.levels[:0]
		for i := col; i < len(values); i += p.d.Cols {
			if math.IsNaN(values[i]) {
				p.levels = append(p.levels, 0)
				continue
			}
			p.levels = append(p.levels, 1)
			p.column = append(p.column, values[i])
		}
		column, err := group.NextColumn()
		if err != nil {
			return err
		}
		if _, err := column.(*file.Float64ColumnChunkWriter).WriteBatch(p.column, p.levels, nil); err != nil {
			return err
		}
		if err := column.Close(); err != nil {
			return err
		}
		p.progress((float64(lo) + float64((hi-lo)*(col+1))/float64(p.d.Cols)) / float64(p.d.NumRows()))
	}
	return group.Close()
}

// ids writes the column of row ids.
func (p *groupWriter) ids(group file.SerialRowGroupWriter, ids []string) error {
	text := make([]parquet.ByteArray, len(ids))
	for i, id := range ids {
		text[i] = parquet.ByteArray(id)
	}
	column, err := group.NextColumn()
	if err != nil {
		return err
	}
	if _, err := column.(*file.ByteArrayColumnChunkWriter).WriteBatch(text, nil, nil); err != nil {
		return err
	}
	return column.Close()
}
