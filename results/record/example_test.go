package record_test

import (
	"context"
	"fmt"
	"time"

	"serialfraction/harness"
	"serialfraction/results/record"
)

// A sweep of a simulated engine, which needs no time, ends after three blocks.
func Example() {
	job := &harness.Job{ChunkRows: 1, Data: &harness.Dataset{Name: "ones", Cols: 1, Values: make([]float64, 64)},
		Workload: harness.PerRow("copy", []string{"x"}, func(dst, row []float64) { dst[0] = row[0] })}
	trial := harness.Trial{Job: job, Workers: []int{1, 2, 4},
		Engine: &harness.Sim{Law: harness.Law{T1: time.Second, Serial: 0.05}}}
	file, err := record.Measure(context.Background(), harness.Sweep{Seed: 1}, record.Stop{Blocks: 3}, trial)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(file.Runs), "runs:", file.End.Stopped)
	// Output: 9 runs: 3 blocks done
}
