package npy_test

import (
	"bytes"
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/npy"
	"serialfraction/harness/machine"
)

// A matrix that was written is opened again, with its values and without its names.
func Example() {
	ctx := context.Background()
	var file bytes.Buffer
	d := &harness.Dataset{Cols: 2, Samples: []string{"a", "b"}, Values: []float64{1, 2, 3, 4}}
	if err := npy.Write(ctx, &file, d, func(float64) {}); err != nil {
		fmt.Println(err)
		return
	}
	m, err := content.Map("rows.npy", &file, machine.Room{})
	if err != nil {
		fmt.Println(err)
		return
	}
	again, err := npy.Open(ctx, m)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer again.Close()
	fmt.Println(again.Samples, again.Block(nil, 0, 2))
	// Output: [c1 c2] [1 2 3 4]
}
