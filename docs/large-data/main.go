// Onegroup writes the rows of a .npy file as a Parquet file that is one row group, as many programs write
// theirs: docs/large-data.sh runs it. It holds the file in memory.
//
//	go run ./docs/large-data rows.npy rows.parquet
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"
	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/parquetfile"
)

// pageRows makes pages of 1 MB, as most programs write them.
const pageRows = 1 << 17

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "onegroup: two files are needed: type go run ./docs/large-data ROWS.npy ROWS.parquet")
		os.Exit(2)
	}
	if err := convert(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "onegroup:", err)
		os.Exit(1)
	}
}

func convert(ctx context.Context, from, to string) error {
	d, err := input.Load(ctx, input.Source{Data: from, KeepOrder: true})
	if err != nil {
		return err
	}
	f, err := os.Create(to)
	if err != nil {
		return errors.Join(err, d.Close())
	}
	return errors.Join(write(f, d), f.Close(), d.Close())
}

// write writes a column for each sample of data that have their values as they lie.
func write(w io.Writer, d *harness.Dataset) error {
	columns := make([]parquetfile.Column, d.Cols)
	for i, name := range d.Samples {
		columns[i] = parquetfile.Column{Name: name, Node: parquet.Leaf(parquet.DoubleType)}
	}
	out := parquetfile.NewWriter(w, columns)
	values := make([]parquet.Value, 0, pageRows)
	for col := range columns {
		for lo := 0; lo < d.NumRows(); lo += pageRows {
			values = values[:0]
			for row := lo; row < min(lo+pageRows, d.NumRows()); row++ {
				values = append(values, parquet.DoubleValue(d.Row(row)[col]))
			}
			if err := out.Write(col, values); err != nil {
				return err
			}
		}
	}
	return out.Close()
}
