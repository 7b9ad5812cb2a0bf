package input_test

import (
	"context"
	"fmt"

	"serialfraction/harness/input"
)

// A source is loaded with the columns of its first group before those of the second.
func Example() {
	d, err := input.Load(context.Background(), input.Source{Data: "golub", Contrast: "AML,ALL", Tile: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Name, d.NumRows(), d.Groups)
	// Output: golub x2 6102 {[AML ALL] [11 27]}
}
