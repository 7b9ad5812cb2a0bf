package export

import (
	"bytes"
	"io"
	"iter"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
)

// Both tables read back value for value.
func TestParquet(t *testing.T) {
	all := append(sweeps(t), hostile(t))
	for _, table := range []struct {
		name    string
		write   func(w io.Writer, all []Sweep, o Options) error
		columns []column
		rows    []row
	}{
		{"runs", writeRunsParquet, runColumns(), collected(t, runRows(all))},
		{"workers", writeWorkersParquet, workerColumns(), collected(t, workerRows(all))},
	} {
		t.Run(table.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := table.write(&b, all, Options{}); err != nil {
				t.Fatal(err)
			}
			r, err := file.NewParquetReader(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if r.NumRows() != int64(len(table.rows)) || r.NumRowGroups() != 1 {
				t.Fatalf("%d rows in %d groups, want %d in 1", r.NumRows(), r.NumRowGroups(), len(table.rows))
			}
			for i, c := range table.columns {
				if got := r.MetaData().Schema.Column(i).Name(); got != c.name {
					t.Errorf("column %d is %s, want %s", i, got, c.name)
				}
				column, err := r.RowGroup(0).Column(i)
				if err != nil {
					t.Fatal(err)
				}
				for k, got := range readColumn(t, column, len(table.rows)) {
					want := c.of(&table.rows[k])
					if at, ok := want.(time.Time); ok {
						want = at.UnixMicro()
					}
					if got != want {
						t.Fatalf("row %d, %s is %v, want %v", k, c.name, got, want)
					}
				}
			}
		})
	}
}

// collected returns what is yielded, of which no error is.
func collected[T any](t testing.TB, all iter.Seq2[T, error]) (list []T) {
	t.Helper()
	for v, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

// readColumn reads a column of so many rows; nil is null.
func readColumn(t *testing.T, column file.ColumnChunkReader, rows int) []any {
	t.Helper()
	levels := make([]int16, rows)
	var found []any
	var err error
	switch c := column.(type) {
	case *file.Int64ColumnChunkReader:
		found, err = batch(levels, func(v []int64) (int64, int, error) { return c.ReadBatch(int64(rows), v, levels, nil) })
	case *file.Float64ColumnChunkReader:
		found, err = batch(levels, func(v []float64) (int64, int, error) { return c.ReadBatch(int64(rows), v, levels, nil) })
	case *file.BooleanColumnChunkReader:
		found, err = batch(levels, func(v []bool) (int64, int, error) { return c.ReadBatch(int64(rows), v, levels, nil) })
	case *file.ByteArrayColumnChunkReader:
		found, err = batch(levels, func(v []parquet.ByteArray) (int64, int, error) {
			return c.ReadBatch(int64(rows), v, levels, nil)
		})
	}
	if err != nil || len(found) != rows {
		t.Fatalf("%d of %d rows: %v", len(found), rows, err)
	}
	return found
}

// batch spreads the values of one call over the rows that are not null.
func batch[T any](levels []int16, read func(values []T) (int64, int, error)) (found []any, err error) {
	values := make([]T, len(levels))
	total, _, err := read(values)
	next := 0
	for _, level := range levels[:total] {
		if level == 0 {
			found = append(found, nil)
			continue
		}
		if text, ok := any(values[next]).(parquet.ByteArray); ok {
			found = append(found, text.String())
		} else {
			found = append(found, values[next])
		}
		next++
	}
	return found, err
}
