package dataset_test

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
)

// A writer names the columns, then goes over the rows; these are packed, one byte to a
// value.
func Example() {
	packed := []byte{1, 2, 3, 4, 5, 6}
	d := &harness.Dataset{Cols: 2, Store: &harness.Store{Rows: 3, Decode: func(dst []float64, row, _ int, _ []int) {
		for i := range dst {
			dst[i] = float64(packed[2*row+i])
		}
	}}}
	fmt.Println(dataset.IDColumn(dataset.Samples(d)), dataset.Samples(d))
	err := dataset.Each(context.Background(), d, func(float64) {}, func(row int, values []float64) error {
		fmt.Println(row, values)
		return nil
	})
	fmt.Println(err)
	// Output:
	// id [c1 c2]
	// 0 [1 2 3 4 5 6]
	// <nil>
}
