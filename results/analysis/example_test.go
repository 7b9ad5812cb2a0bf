package analysis_test

import (
	"fmt"

	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A sweep that obeys Amdahl's law with S = 10/410 is read, and its S charged to causes.
func Example() {
	file, err := results.Read("../testdata/amdahl.jsonl")
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := analysis.Of(file, analysis.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	s := a.SerialFraction
	fmt.Printf("S = %.4f (%.4f–%.4f) at N = %v\n", s.Value, s.Lo, s.Hi, a.FittedWorkers)
	for _, c := range a.Causes {
		if c.SerialFraction > 0.001 {
			fmt.Printf("%s, %s: %.4f\n", c.Name, c.Owner, c.SerialFraction)
		}
	}
	// Output:
	// S = 0.0245 (0.0161–0.0266) at N = [1 2 4]
	// split, program: 0.0061
	// merge, program: 0.0183
}
