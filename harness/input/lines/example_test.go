package lines_test

import (
	"fmt"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// A reader of a table takes its text apart line by line.
func Example() {
	text := []byte("id,\"a, treated\",b\r\nr1,1,2\n")
	for len(text) > 0 {
		var line []byte
		line, text = lines.Cut(text)
		fields, err := lines.Split(line, ',')
		fmt.Printf("%s: %q %v\n", wording.Count(len(fields), "field"), fields, err)
	}
	// Output:
	// 3 fields: ["id" "a, treated" "b"] <nil>
	// 3 fields: ["r1" "1" "2"] <nil>
}
