package wording_test

import (
	"fmt"

	"serialfraction/harness/wording"
)

// The parts of a message.
func Example() {
	fmt.Printf("%s and %s are in %s.\n", wording.Count(12, "row"), wording.Count(1, "sample"), wording.And("a.csv", "b.csv", "c.csv"))
	fmt.Println("rm", wording.ShellWord("my file.csv"))
	// Output:
	// 12 rows and 1 sample are in a.csv, b.csv and c.csv.
	// rm 'my file.csv'
}
