package curves_test

import (
	"fmt"

	"serialfraction/fit"
	"serialfraction/results/timings/curves"
)

// From the times of a program at four N to S and the verdict.
func Example() {
	series := curves.Series{Name: "job", Quantity: curves.Time}
	for _, n := range []float64{1, 2, 4, 8} {
		for _, noise := range []float64{0.99, 1, 1.01} {
			series.Readings = append(series.Readings, fit.Reading{Load: n, Seconds: noise * 10 * (0.05 + 0.95/n)})
		}
	}
	a, err := curves.Analyze(series, curves.Options{Method: fit.Default})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.ChosenModel)
	fmt.Println(a.Verdict)
	// Output:
	// amdahl
	// S = 0.05 (95 % 0.0372–0.0534): no number of workers makes this more than 20x faster (8.62–26.9x) [N = 1..8, 12 runs]
}
