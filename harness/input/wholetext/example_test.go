package wholetext_test

import (
	"fmt"
	"strings"

	"serialfraction/harness/input/wholetext"
)

// A file of an old program has other line ends, and another set of characters.
func Example() {
	b, err := wholetext.Read("t.csv", strings.NewReader("Kerne;Zeit (\xb5s)\r1;2,5\r"), 1<<20, "is it the right file?")
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := wholetext.UTF8("t.csv", b)
	fmt.Printf("%q %v\n", text, err)
	// Output: "Kerne;Zeit (µs)\n1;2,5\n" <nil>
}
