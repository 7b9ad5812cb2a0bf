package text

import (
	"slices"
	"testing"
)

// TestWholeNumbersBeyondFloat64: a note counts the whole numbers that are rounded, however
// the text is cut into blocks, and nothing else.
func TestWholeNumbersBeyondFloat64(t *testing.T) {
	const text = "#1.2\n6\t2\nName\tDescription\ta\tb\nr1\tna\t1\t9007199254740992\n\nr2\tna\t-9007199254740993\t0.1\nr3\t9007199254740993\t1e300\t 18446744073709551615 \n" +
		"r4\tna\tInf\t9007199254740994.0\nr5\tna\t\"+0009007199254740995\"\t-18446744073709551616\nr6\tna\t123456789012345678901234567890\t1.2345678901234567e19\n"
	want := []string{"4 whole numbers beyond 2^53 are rounded to what float64 holds, the first -9007199254740993 to -9007199254740992 (line 6, column \"a\")"}
	for _, size := range blockSizes {
		d, err := blockReader(readGCTBlocks).text(text, size)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(d.Notes, want) {
			t.Errorf("in blocks of %d bytes: %q\nwant %q", size, d.Notes, want)
		}
	}
}
