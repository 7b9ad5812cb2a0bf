package pipe_test

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/pipe"
)

// A program that is tried on the first rows becomes a workload, whose workers are processes
// of it.
func Example() {
	ds := &harness.Dataset{Name: "rows", Cols: 2, Rows: []string{"a", "b"}, Samples: []string{"x", "y"}, Values: []float64{1, 2, 3, 4}}
	sum := []string{"sh", "-c", "read header; while IFS=, read id x y; do echo $((x + y)); done"}
	w, err := pipe.New(context.Background(), ds, nil, sum, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := harness.Answer(context.Background(), &harness.Job{Data: ds, Workload: w, ChunkRows: 1})
	fmt.Println(w.Outputs, answer, err)
	// Output: [y] [3 7] <nil>
}
