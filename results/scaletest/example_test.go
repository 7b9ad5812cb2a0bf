package scaletest_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"serialfraction/harness"
	"serialfraction/results/scaletest"
)

// A parallel function of one's own, with the number of workers as its argument.
func ExampleRun() {
	rows := make([][]float64, 10_000)
	for i := range rows {
		rows[i] = []float64{3, 1, 2}
	}
	sortAll := func(workers int) {
		var wg sync.WaitGroup
		for part := range slices.Chunk(rows, (len(rows)+workers-1)/workers) {
			wg.Go(func() {
				for _, row := range part {
					slices.Sort(row)
				}
			})
		}
		wg.Wait()
	}

	failed := true
	testing.Benchmark(func(b *testing.B) { // in a file of tests: func BenchmarkSort(b *testing.B)
		scaletest.Run(b, sortAll, 1, 2)
		failed = b.Failed()
	})
	fmt.Println("failed:", failed, rows[0])
	// Output:
	// failed: false [1 2 3]
}

// A function of one row runs on the pool of harness. The log then has the causes of S.
func ExampleSweep() {
	data := &harness.Dataset{Name: "rows", Cols: 100, Values: make([]float64, 100*1000)}
	work := harness.PerRow("median", []string{"median"}, func(dst, row []float64) {
		dst[0] = slices.Sorted(slices.Values(row))[len(row)/2]
	})

	failed := true
	testing.Benchmark(func(b *testing.B) { // in a file of tests: func BenchmarkMedian(b *testing.B)
		trial, err := harness.NewTrial(b.Context(), &harness.Pool{}, data, work, 1, 2)
		if err != nil {
			b.Fatal(err)
		}
		scaletest.Sweep(b, trial)
		failed = b.Failed()
	})
	fmt.Println("failed:", failed)
	// Output:
	// failed: false
}
