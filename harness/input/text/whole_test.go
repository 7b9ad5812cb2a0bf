package text

import (
	"slices"
	"strings"
	"testing"
)

// TestWholeNumbersBeyondFloat64: a note counts the whole numbers that are rounded, however
// the text is cut into blocks, and nothing else.
func TestWholeNumbersBeyondFloat64(t *testing.T) {
	const text = "#1.2\n6\t2\nName\tDescription\ta\tb\nr1\tna\t1\t9007199254740992\n\nr2\tna\t-9007199254740993\t0.1\nr3\t9007199254740993\t1e300\t 18446744073709551615 \n" +
		"r4\tna\tInf\t9007199254740994.0\nr5\tna\t\"+0009007199254740995\"\t-18446744073709551616\nr6\tna\t123456789012345678901234567890\t1.2345678901234567e19\n"
	want := []string{"4 whole numbers beyond 2^53 are rounded to what float64 holds, the first -9007199254740993 to -9007199254740992 (line 6, column \"a\")"}
	for _, size := range blockSizes {
		d, err := plainly(readGCTBlocks).text(text, size)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(d.Notes, want) {
			t.Errorf("in blocks of %d bytes: %q\nwant %q", size, d.Notes, want)
		}
	}
}

// TestWholeNumbersWithoutIDs: the first column is one of values where the layout has no ids.
func TestWholeNumbersWithoutIDs(t *testing.T) {
	for text, want := range map[string]string{
		"a,b,c\n9007199254740993,5,6\n1,9007199254740993,7\n": "2 whole numbers beyond 2^53 are rounded to what float64 holds, the first 9007199254740993 to 9007199254740992 (line 2, column \"a\")",
		"a,b\n9007199254740993,5\n":                           "1 whole number beyond 2^53 is rounded to what float64 holds, the first 9007199254740993 to 9007199254740992 (line 2, column \"a\")",
		"a,b\nInf,5\n":                                        "",
	} {
		d, err := readLayout(text, Layout{IDs: IDsNone}, ',', 4096)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(d.Notes, "; "); got != want {
			t.Errorf("%q: %s\nwant %s", text, got, want)
		}
	}
}
