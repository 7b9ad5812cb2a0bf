package output

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/parquet-go/parquet-go"

	"serialfraction/harness"
	"serialfraction/harness/input/npy"
	"serialfraction/harness/parquetfile"
	"serialfraction/harness/wording"
)

// writeNPY writes the numbers as an array of rows × columns of float64, whose bytes the workers make.
func writeNPY(w io.Writer, d *harness.Dataset, t *harness.Table, workers int) error {
	head, err := npy.Head(t.NumRows(), len(t.Columns))
	if err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	const values = blockText / 8 // of a block
	return inTurn((len(t.Values)+values-1)/values, workers, 0, func() func(*block, int) error {
		return func(b *block, i int) error {
			b.text = b.text[:0]
			for _, v := range t.Values[i*values : min((i+1)*values, len(t.Values))] {
				b.text = binary.LittleEndian.AppendUint64(b.text, math.Float64bits(v))
			}
			return nil
		}
	}, plainSink{w}.put)
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

// writeParquet writes the ids of the rows as strings, in the column row, and the numbers as doubles, in row
// groups that the workers make.
func writeParquet(w io.Writer, d *harness.Dataset, t *harness.Table, workers int) error {
	columns := []parquetfile.Column{{Name: "row", Node: parquet.String()}}
	for _, name := range t.Columns {
		columns = append(columns, parquetfile.Column{Name: name, Node: parquet.Leaf(parquet.DoubleType)})
	}
	out := parquetfile.NewWriter(w, columns)
	var begin sync.Mutex // of a group
	err := inTurn((d.NumRows()+groupRows-1)/groupRows, workers, 0, func() func(*block, int) error {
		values := make([]parquet.Value, 0, min(groupRows, d.NumRows())) // of a column
		return func(b *block, i int) error {
			if b.group == nil {
				begin.Lock()
				b.group = out.Group()
				begin.Unlock()
			}
			return fillGroup(b.group, values, d, t, i*groupRows, min((i+1)*groupRows, d.NumRows()))
		}
	}, func(b *block) error { return b.group.Commit() })
	return errors.Join(err, out.Close())
}

// fillGroup makes the row group of rows [lo, hi). values has room for those of a column.
func fillGroup(g *parquetfile.Group, values []parquet.Value, d *harness.Dataset, t *harness.Table, lo, hi int) error {
	values = values[:0]
	for row := lo; row < hi; row++ {
		values = append(values, parquet.ByteArrayValue([]byte(d.ID(row))))
	}
	if err := g.Write(0, values); err != nil {
		return err
	}
	for k, width := 0, len(t.Columns); k < width; k++ {
		values = values[:0]
		for row := lo; row < hi; row++ {
			values = append(values, parquet.DoubleValue(t.Values[row*width+k]))
		}
		if err := g.Write(1+k, values); err != nil {
			return err
		}
	}
	return g.Pack()
}
