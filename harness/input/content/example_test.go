package content_test

import (
	"fmt"
	"io"
	"strings"

	"serialfraction/harness/input/content"
)

// A reader gets the same text from a compressed file as from a plain one.
func Example() {
	s, err := content.NewStream("rows.csv", strings.NewReader("id,a\nr1,0.5\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	text, err := io.ReadAll(s)
	fmt.Printf("%q %v, %s once unpacked\n", text, err, content.Bare("rows.csv.gz"))
	// Output: "id,a\nr1,0.5\n" <nil>, rows.csv once unpacked
}
