package vector_test

import (
	"fmt"

	"serialfraction/workloads/studentt"
	"serialfraction/workloads/vector"
)

// On every machine the bits are those of the Go code.
func Example() {
	t, df := []float64{0.5, 1, 2, 4}, []float64{38, 38, 38, 38}
	fast, plain := make([]float64, 4), make([]float64, 4)
	studentt.Central(vector.Native(), fast, t, df)
	studentt.Central(vector.Set{}, plain, t, df)
	fmt.Println(fast[2] == plain[2])
	// Output: true
}
