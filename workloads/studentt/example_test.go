package studentt_test

import (
	"fmt"

	"serialfraction/workloads/studentt"
	"serialfraction/workloads/vector"
)

// A kernel computes most of its p-values by Central, many at once, and the others by TwoSided.
func Example() {
	t, df, p := []float64{2.1, 2.1}, []float64{38, 4}, make([]float64, 2)
	studentt.Central(vector.Native(), p, t, df)
	for i := range p {
		if p[i] == studentt.Outside {
			p[i] = studentt.TwoSided(t[i], df[i])
		}
	}
	fmt.Printf("%.6f\n", p)
	// Output: [0.042422 0.103653]
}
