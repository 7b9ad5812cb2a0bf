package export

import (
	"io"
	"time"

	"github.com/parquet-go/parquet-go"
	"serialfraction/harness/parquetfile"
)

func writeRunsParquet(w io.Writer, all []Sweep, _ Options) error {
	return writeParquet(w, runColumns(), runRows(all))
}

func writeWorkersParquet(w io.Writer, all []Sweep, _ Options) error {
	return writeParquet(w, workerColumns(), workerRows(all))
}

// writeParquet writes a table of one row group. A value that was not measured is null. Points
// in time are UTC in microseconds, because not every reader supports nanoseconds.
func writeParquet(w io.Writer, columns []column, rows []row) error {
	var heads []parquetfile.Column
	for _, c := range columns {
		heads = append(heads, parquetfile.Column{Name: c.name, Node: parquet.Optional(nodeOf(c))})
	}
	out := parquetfile.NewWriter(w, heads)
	values := make([]parquet.Value, len(rows))
	for i, c := range columns {
		for k := range rows {
			values[k] = valueOf(c.of(&rows[k]))
		}
		if err := out.Write(i, values); err != nil {
			return err
		}
	}
	return out.Close()
}

func nodeOf(c column) parquet.Node {
	switch c.kind {
	case integer:
		return parquet.Leaf(parquet.Int64Type)
	case real:
		return parquet.Leaf(parquet.DoubleType)
	case truth:
		return parquet.Leaf(parquet.BooleanType)
	case moment:
		return parquet.Timestamp(parquet.Microsecond)
	}
	return parquet.String()
}

// valueOf returns a value of a column, null for nil.
func valueOf(v any) parquet.Value {
	switch v := v.(type) {
	case int64:
		return parquet.Int64Value(v)
	case time.Time:
		return parquet.Int64Value(v.UnixMicro())
	case float64:
		return parquet.DoubleValue(v)
	case bool:
		return parquet.BooleanValue(v)
	case string:
		return parquet.ByteArrayValue([]byte(v))
	}
	return parquet.Value{}
}
