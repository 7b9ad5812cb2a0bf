package plink

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"serialfraction/harness/input/content"
)

// longBim returns a .bim text of some MB: lines of unequal lengths, among them some that hold no variant.
func longBim() string {
	var b strings.Builder
	for i := range 60_000 {
		if i%7 == 0 {
			b.WriteString("\n# none\n")
		}
		fmt.Fprintf(&b, "%d\trs%s%d 0.%d\t%d\tA\tC\n", i%23, strings.Repeat("x", i%40), i, i, i-50)
	}
	return b.String()
}

// Whatever the number of parts, the variants are those that are read from the beginning.
func TestParts(t *testing.T) {
	text := longBim()
	want := room(0)
	if err := want.read(&textFile{rest: text}); err != nil {
		t.Fatal(err)
	}
	for i, cut := range []string{text, strings.TrimSuffix(text, "\n"), strings.TrimSuffix(text, "\n") + "\r\n", "# none\n" + text + "\n\n"} {
		for _, workers := range [][]int{{1, 2, 1000}, {3}, {16}, {5}}[i] {
			got, err := readParts(cut, workers)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("by %d: %d variants, want %d", workers, len(got.ids), len(want.ids))
			}
		}
	}
	if parts, _ := cutParts(text, 1000); len(parts) < 10 {
		t.Errorf("only %d parts were cut", len(parts))
	}
}

// The first fault of a file is told, with its line, whichever part found one first.
func TestPartsTellTheFirstFault(t *testing.T) {
	lines := strings.SplitAfter(strings.TrimSuffix(longBim(), "\n"), "\n")
	for _, fault := range []struct{ line, want string }{
		{"1 rs 0 x A C\n", "x.bim:50000: position \"x\" is not a whole number of base pairs"},
		{"1 rs 0 1 A\x00 C\n", "x.bim:50000: "},
		{"1 rs 0 1 A,G C\n", "x.bim:50000: allele \"A,G\" lists several"},
		{"1 rs\n", "x.bim:50000: 2 columns"},
	} {
		lines[49_999], lines[len(lines)-1] = fault.line, "worse"
		_, err := readBim(&content.Mapping{Name: "x.bim", Bytes: []byte(strings.Join(lines, ""))})
		if err == nil || !strings.HasPrefix(err.Error(), fault.want) {
			t.Errorf("%q: error %v, want %q", fault.line, err, fault.want)
		}
	}
}

// A text is plain where no line of it has anything to complain of.
func TestIsPlain(t *testing.T) {
	for text, want := range map[string]bool{"": true, "1\ta b\n~!": true, "a\r\n": false, "\x00": false, "\x7f": false, "zwölf": false, "\x1b[": false} {
		if isPlain(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
