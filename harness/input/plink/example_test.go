package plink_test

import (
	"fmt"

	"serialfraction/harness/input/plink"
)

// Five samples take two bytes; decoded, a value is the number of copies of allele A1.
func Example() {
	s := plink.Store([]byte{0xe4, 0x02}, 1, 5)
	values := make([]float64, 5)
	s.Decode(values, 0, 1, nil)
	fmt.Println(plink.Stride(5), values)
	// Output: 2 [2 NaN 1 0 1]
}
