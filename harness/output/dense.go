package output

import (
	"context"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"serialfraction/harness"
	"serialfraction/harness/input/npy"
	"serialfraction/harness/parquetfile"
	"serialfraction/harness/wording"
)

// writeNPY writes the numbers as an array of rows × columns of float64.
func writeNPY(w io.Writer, d *harness.Dataset, t *harness.Table) error {
	numbers := &harness.Dataset{Name: d.Name, Cols: len(t.Columns), Values: t.Values}
	return npy.Write(context.Background(), w, numbers, func(float64) {}) // a file is written to its end
}

// NoPlace returns what the format of a path has no place for, as a sentence for its user, or "".
func NoPlace(path string, d *harness.Dataset, columns []string) string {
	if _, ending, _ := Split(path); ending != ".npy" {
		return ""
	}
	names := "the names of the columns, which are " + wording.And(columns...)
	if d.HasIDs() {
		names = "the ids of the rows and " + names
	}
	return fmt.Sprintf("%s has the numbers alone, in the order of the rows: .npy has no place for %s", path, names)
}

// groupRows is the number of rows of a row group of Parquet: a column of it takes 1 MiB.
const groupRows = 128 << 10

// writeParquet writes the ids of the rows as strings, in the column row, and the numbers as doubles.
func writeParquet(w io.Writer, d *harness.Dataset, t *harness.Table) error {
	columns := []parquetfile.Column{{Name: "row", Node: parquet.String()}}
	for _, name := range t.Columns {
		columns = append(columns, parquetfile.Column{Name: name, Node: parquet.Leaf(parquet.DoubleType)})
	}
	out := parquetfile.NewWriter(w, columns)
	width, values := len(t.Columns), make([]parquet.Value, 0, min(groupRows, d.NumRows()))
	for lo := 0; lo < d.NumRows(); lo += groupRows {
		hi := min(lo+groupRows, d.NumRows())
		values = values[:0]
		for row := lo; row < hi; row++ {
			values = append(values, parquet.ByteArrayValue([]byte(d.ID(row))))
		}
		if err := out.Write(0, values); err != nil {
			return err
		}
		for k := range width {
			values = values[:0]
			for row := lo; row < hi; row++ {
				values = append(values, parquet.DoubleValue(t.Values[row*width+k]))
			}
			if err := out.Write(1+k, values); err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return out.Close()
}
