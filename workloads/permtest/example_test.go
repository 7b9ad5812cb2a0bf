package permtest_test

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/permtest"
	"serialfraction/workloads/spec"
)

// A workload made from settings tests rows.
func Example() {
	ds := &harness.Dataset{Name: "two rows", Cols: 6, Rows: []string{"g1", "g2"},
		Groups: harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{3, 3}},
		Values: []float64{1, 2, 3, 7, 8, 9, 1, 5, 9, 2, 4, 9}}
	w, err := permtest.New(ds, spec.Args{"permutations": {"0"}}) // all 20 arrangements
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := harness.Answer(context.Background(), &harness.Job{Data: ds, Workload: w, ChunkRows: 1})
	fmt.Printf("%v\n%.3f %v\n", w.Outputs, answer, err)
	// Output:
	// [t p]
	// [-7.348 0.100 0.000 1.000] <nil>
}
