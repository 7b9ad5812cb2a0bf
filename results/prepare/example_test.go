package prepare_test

import (
	"context"
	"fmt"
	"log"

	"serialfraction/results"
	"serialfraction/results/prepare"
)

// A sweep is prepared from a request and run. The engine is simulated: it has no clock, and
// the same seed gives the same order and the same times.
func Example() {
	request := results.Request{
		Workload: "ttest", Source: results.Source{Data: "synth:rows=1000,cols=8"},
		Engine: "sim", Schedule: "dynamic", Workers: []int{1, 2}, Repeats: 2, Seed: 1,
	}
	ctx := context.Background()
	sweep, err := prepare.New(ctx, request, nil, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer sweep.Close()
	fmt.Printf("%s on %d rows, N = %v\n", sweep.Header.Workload, sweep.Header.Data.Rows, sweep.Header.Workers)
	for run, err := range sweep.Runs(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("block %d, N = %d: %.2f s\n", run.Block, run.Workers, run.Timing.Wall.Seconds())
	}
	// Output:
	// ttest on 1000 rows, N = [1 2]
	// block 0, N = 2: 0.49 s
	// block 0, N = 1: 1.01 s
	// block 1, N = 1: 1.02 s
	// block 1, N = 2: 0.50 s
}
