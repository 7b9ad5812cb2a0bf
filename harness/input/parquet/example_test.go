package parquet_test

import (
	"bytes"
	"context"
	"fmt"
	"math"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/parquet"
	"serialfraction/harness/machine"
)

// A matrix that was written is opened again with its names; a null is a missing value.
func Example() {
	ctx := context.Background()
	var file bytes.Buffer
	d := &harness.Dataset{Cols: 2, Samples: []string{"a", "b"}, Rows: []string{"r1", "r2"}, Values: []float64{1, 2, 3, math.NaN()}}
	if err := parquet.Write(ctx, &file, d, func(float64) {}); err != nil {
		fmt.Println(err)
		return
	}
	m, err := content.Map("rows.parquet", &file, machine.Room{})
	if err != nil {
		fmt.Println(err)
		return
	}
	again, err := parquet.Open(ctx, m)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(again.Samples, again.Rows, again.Values)
	// Output: [a b] [r1 r2] [1 2 3 NaN]
}
