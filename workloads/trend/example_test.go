package trend_test

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/trend"
)

// A workload made from settings tests packed genotypes.
func Example() {
	// One variant of 2 cases and 2 controls, two bits a sample: 0 is two copies of
	// allele A1, 2 is one, 3 is none.
	ds := &harness.Dataset{Name: "one variant", Cols: 4, Groups: harness.Groups{Sizes: [2]int{2, 2}},
		Store: &harness.Store{Rows: 1, Packed: []byte{0 | 2<<2 | 3<<4 | 3<<6}, Stride: 1, Packing: harness.PackedPLINK}}
	w, err := trend.New(ds, spec.Args{"test": {"trend"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := harness.Answer(context.Background(), &harness.Job{Data: ds, Workload: w, ChunkRows: 1})
	fmt.Printf("%v\n%.3f %v\n", w.Outputs, answer, err)
	// Output:
	// [n f_a f_b or chisq_trend p_trend]
	// [4.000 0.750 0.000 NaN 3.273 0.070] <nil>
}
