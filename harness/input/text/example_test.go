package text_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/text"
)

// A table is read from a stream, and written as another format of text.
func Example() {
	ctx := context.Background()
	s, err := content.NewStream("rows.csv", strings.NewReader("id,a,b\nr1,NA,0.5\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	d, err := text.ReadCSV(ctx, s, text.Layout{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(text.WriteGCT(ctx, os.Stdout, d, func(done float64) { fmt.Println("written:", done) }))
	// Output:
	// #1.2
	// 1	2
	// Name	Description	a	b
	// r1	na		0.5
	// written: 1
	// <nil>
}
