package ttest_test

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/ttest"
)

// A workload made from settings tests rows.
func Example() {
	ds := &harness.Dataset{Name: "two rows", Cols: 6, Rows: []string{"g1", "g2"},
		Groups: harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{3, 3}},
		Values: []float64{1, 2, 3, 7, 8, 9, 1, 5, 9, 2, 4, 9}}
	w, err := ttest.New(ds, spec.Args{"adjust": {"bh"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := harness.Answer(context.Background(), &harness.Job{Data: ds, Workload: w, ChunkRows: 1})
	fmt.Printf("%v\n%.3f %v\n", w.Outputs, answer, err)
	// Output:
	// [mean_a mean_b t df p q]
	// [2.000 8.000 -7.348 4.000 0.002 0.004 5.000 5.000 0.000 3.958 1.000 1.000] <nil>
}
