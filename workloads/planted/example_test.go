package planted_test

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/planted"
	"serialfraction/workloads/spec"
)

// A share that is planted becomes a serial step before the rows.
func Example() {
	ds := &harness.Dataset{Name: "rows", Cols: 1, Values: make([]float64, 3)}
	w, err := planted.Wait.New(ds, spec.Args{"row-cost": {"1us"}, "plant": {"0.2"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := harness.Answer(context.Background(), &harness.Job{Data: ds, Workload: w, ChunkRows: 1})
	fmt.Println(w.Pace, w.Begin != nil, answer, err)
	// Output:
	// 1µs true [0 1 2] <nil>
}
