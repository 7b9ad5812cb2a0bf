package made_test

import (
	"context"
	"fmt"
	"serialfraction/harness/machine"

	"serialfraction/harness/input/made"
)

// A set generates as many rows as its parameters request.
func Example() {
	for _, set := range made.Sets() {
		if set.Name != "synth" {
			continue
		}
		d, groups, err := set.Load(context.Background(), "rows=2,cols=3", machine.Room{})
		if err != nil {
			fmt.Println(err)
			return
		}
		twice, err := made.Tile(d, 2, machine.Room{})
		fmt.Println(twice.Rows, groups, err)
	}
	// Output: [r1 r2 r1#2 r2#2] [a a b] <nil>
}
