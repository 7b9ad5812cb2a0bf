package invert_test

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/invert"
)

// Systems go in; the other method answers beside the one asked for.
func Example() {
	ds := &harness.Dataset{Name: "one system", Cols: 6, Values: []float64{4, 1, 1, 3 /* and b */, 1, 2}}
	w, err := invert.New(ds, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := harness.Answer(context.Background(), &harness.Job{Data: ds, Workload: w, ChunkRows: 1})
	rough, err2 := harness.Answer(context.Background(), harness.AlternativeJob(&harness.Job{Data: ds, Workload: w, ChunkRows: 1}))
	fmt.Printf("%s %.3f %v\n%s %.3f %v\n", w.Method, answer, err, w.Alternative.Method, rough, err2)
	// Output:
	// full [0.091 0.636] <nil>
	// diagonal [0.250 0.667] <nil>
}
