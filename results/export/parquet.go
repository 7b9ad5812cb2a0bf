package export

import (
	"io"
	"time"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

func writeRunsParquet(w io.Writer, all []Sweep, _ Options) error {
	return writeParquet(w, runColumns(), runRows(all))
}

func writeWorkersParquet(w io.Writer, all []Sweep, _ Options) error {
	return writeParquet(w, workerColumns(), workerRows(all))
}

// writeParquet writes a table of one row group; a value is null where nothing was
// measured. Times are of UTC, in microseconds: not every reader knows nanoseconds.
func writeParquet(w io.Writer, columns []column, rows []row) error {
	var fields schema.FieldList
	for _, c := range columns {
		field, err := fieldOf(c)
		if err != nil {
			return err
		}
		fields = append(fields, field)
	}
	root, err := schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
	if err != nil {
		return err
	}
	out, err := file.NewParquetWriterWithError(w, root, file.WithWriterProps(parquet.NewWriterProperties(
		parquet.WithCompression(compress.Codecs.Zstd))))
	if err != nil {
		return err
	}
	group, err := out.AppendRowGroupChecked()
	if err != nil {
		return err
	}
	for _, c := range columns {
		if err := writeColumn(group, c, rows); err != nil {
			return err
		}
	}
	if err := group.Close(); err != nil {
		return err
	}
	return out.Close()
}

func fieldOf(c column) (schema.Node, error) {
	optional := parquet.Repetitions.Optional
	switch c.kind {
	case integer:
		return schema.NewInt64Node(c.name, optional, -1), nil
	case real:
		return schema.NewFloat64Node(c.name, optional, -1), nil
	case truth:
		return schema.NewBooleanNode(c.name, optional, -1), nil
	case moment:
		return schema.NewPrimitiveNodeLogical(c.name, optional, schema.NewTimestampLogicalType(true, schema.TimeUnitMicros), parquet.Types.Int64, -1, -1)
	}
	return schema.NewPrimitiveNodeLogical(c.name, optional, schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1)
}

func writeColumn(group file.SerialRowGroupWriter, c column, rows []row) error {
	column, err := group.NextColumn()
	if err != nil {
		return err
	}
	var levels []int16 // 0 = null
	var integers []int64
	var reals []float64
	var truths []bool
	var texts []parquet.ByteArray
	for i := range rows {
		v := c.of(&rows[i])
		if v == nil {
			levels = append(levels, 0)
			continue
		}
		levels = append(levels, 1)
		switch v := v.(type) {
		case int64:
			integers = append(integers, v)
		case time.Time:
			integers = append(integers, v.UnixMicro())
		case float64:
			reals = append(reals, v)
		case bool:
			truths = append(truths, v)
		case string:
			texts = append(texts, parquet.ByteArray(v))
		}
	}
	switch out := column.(type) {
	case *file.Int64ColumnChunkWriter:
		_, err = out.WriteBatch(integers, levels, nil)
	case *file.Float64ColumnChunkWriter:
		_, err = out.WriteBatch(reals, levels, nil)
	case *file.BooleanColumnChunkWriter:
		_, err = out.WriteBatch(truths, levels, nil)
	case *file.ByteArrayColumnChunkWriter:
		_, err = out.WriteBatch(texts, levels, nil)
	}
	if err != nil {
		return err
	}
	return column.Close()
}
