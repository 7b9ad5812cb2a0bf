package welch_test

import (
	"fmt"

	"serialfraction/workloads/vector"
	"serialfraction/workloads/welch"
)

// A workload makes the test once, for its group sizes, and calls it with the rows of each chunk.
func Example() {
	test := welch.New(vector.Native(), false, 4, 3)
	x := []float64{1, 2, 3, 4 /* and group b */, 2, 4, 6}
	dst := make([]float64, len(welch.Columns))
	test.Rows(dst, len(dst), x, 1)
	fmt.Printf("%v\n%.4f\n", welch.Columns, dst)
	// Output:
	// [mean_a mean_b t df p]
	// [2.5000 4.0000 -1.1339 3.2347 0.3338]
}
