package export

import (
	"io"
	"iter"
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

// groupRows is how many rows a row group has at most. They are held in memory, with the runs that they
// are of, some 2 kB each.
const groupRows = 1 << 13

// writeParquet writes a table, of one row group where that holds it. A value that was not measured
// is null. Points in time are UTC in microseconds, because not every reader supports nanoseconds.
func writeParquet(w io.Writer, columns []column, rows iter.Seq2[row, error]) error {
	var heads []parquetfile.Column
	for _, c := range columns {
		heads = append(heads, parquetfile.Column{Name: c.name, Node: parquet.Optional(nodeOf(c))})
	}
	out := parquetfile.NewWriter(w, heads)
	var group []row
	var values []parquet.Value
	write := func() error {
		for i, c := range columns {
			values = values[:0]
			for k := range group {
				values = append(values, valueOf(c.of(&group[k])))
			}
			if err := out.Write(i, values); err != nil {
				return err
			}
		}
		group = group[:0]
		return nil
	}
	for r, err := range rows {
		if err != nil {
			return err
		}
		if len(group) == groupRows {
			if err := write(); err != nil {
				return err
			}
			if err := out.Flush(); err != nil {
				return err
			}
		}
		group = append(group, r)
	}
	if err := write(); err != nil {
		return err
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
