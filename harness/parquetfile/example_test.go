package parquetfile_test

import (
	"bytes"
	"fmt"

	"github.com/parquet-go/parquet-go"
	"serialfraction/harness/parquetfile"
)

// Columns keep the order of the caller; a zero value is null.
func Example() {
	var file bytes.Buffer
	w := parquetfile.NewWriter(&file, []parquetfile.Column{
		{Name: "workers", Node: parquet.Leaf(parquet.Int64Type)},
		{Name: "seconds", Node: parquet.Optional(parquet.Leaf(parquet.DoubleType))},
	})
	for i, column := range [][]parquet.Value{
		{parquet.Int64Value(1), parquet.Int64Value(2)},
		{parquet.DoubleValue(0.5), {}},
	} {
		if err := w.Write(i, column); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
		return
	}
	r, err := parquet.OpenFile(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range r.Root().Columns() {
		fmt.Println(c.Name(), c.Optional(), r.NumRows())
	}
	// Output:
	// workers false 2
	// seconds true 2
}
