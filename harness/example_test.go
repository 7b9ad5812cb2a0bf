package harness_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/results/analysis"
	"serialfraction/results/record"
	"serialfraction/results/report"
)

// expression is some rows of a program.
var expression = [][]float64{{2.5, 3.1, 2.9}, {7.0, 1.2, 0.4}, {0.3, 0.2, 0.7}, {5.5, 5.0, 6.1}}

// spread is what a program does to a row: its smallest and its largest value.
func spread(dst, row []float64) {
	dst[0], dst[1] = slices.Min(row), slices.Max(row)
}

// Rows in, results out, on two workers.
func Example() {
	ctx := context.Background()
	data, err := harness.NewDataset("expression", expression)
	if err != nil {
		log.Fatal(err)
	}
	job, err := harness.NewJob(ctx, data, harness.PerRow("spread", []string{"min", "max"}, spread), 2)
	if err != nil {
		log.Fatal(err)
	}
	answer := make([]float64, job.ResultLen())
	if _, err := new(harness.Pool).Run(ctx, answer, job, 2); err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer)
	// Output:
	// [2.5 3.1 0.4 7 0.2 0.7 5 6.1]
}

// How far the same function scales on this machine, and why not further: the runs
// of a sweep, the fit, and the report that harness sweep prints.
func ExampleSweep() {
	ctx := context.Background()
	data := &harness.Dataset{Name: "rows", Cols: 1000, Values: make([]float64, 1000*20_000)}
	work := harness.PerRow("spread", []string{"min", "max"}, spread)
	trial, err := harness.NewTrial(ctx, &harness.Pool{}, data, work, 1, 2, 4)
	if err != nil {
		log.Fatal(err)
	}
	file, err := record.Measure(ctx, harness.Sweep{Warmup: 1}, record.Stop{MaxTime: 20 * time.Second}, trial)
	if err != nil {
		log.Fatal(err)
	}
	found, err := analysis.Of(file, analysis.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := report.Formats[0].Write(os.Stdout, found, report.Style{}); err != nil {
		log.Fatal(err)
	}
}

// An engine that obeys a known law needs no clock: what is planted is found again,
// in a test as in a simulation of a larger machine.
func ExampleSim() {
	data := &harness.Dataset{Name: "rows", Cols: 1, Values: make([]float64, 64)}
	job := &harness.Job{Data: data, ChunkRows: 1, Workload: harness.PerRow("none", []string{"x"}, func(dst, row []float64) { dst[0] = row[0] })}
	sim := &harness.Sim{Law: harness.Law{T1: time.Second, Serial: 0.03, CV: 0.01}, Seed: 1}

	file, err := record.Measure(context.Background(), harness.Sweep{Blocks: 20}, record.Stop{},
		harness.Trial{Engine: sim, Job: job, Workers: []int{1, 2, 4, 8, 16, 32, 64}})
	if err != nil {
		log.Fatal(err)
	}
	found, err := analysis.Of(file, analysis.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(found.Verdict)
	// Output:
	// S = 0.03001 (95 % 0.02956–0.03026), N = 1..64, 140 runs: no number of workers makes this more than 33x faster (33–34x). Largest cause: split, 0.02999. These runs are in simulated time: no machine was measured.
}
