package plink

import (
	"fmt"
	"slices"
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
	want := splitLines(text)
	for i, cut := range []string{text, strings.TrimSuffix(text, "\n"), strings.TrimSuffix(text, "\n") + "\r\n", "# none\n" + text + "\n\n"} {
		for _, workers := range [][]int{{1, 2, 1000}, {3}, {16}, {5}}[i] {
			v, err := readParts([]byte(cut), workers)
			if err != nil {
				t.Fatal(err)
			}
			var got [][bimColumns]string
			for row, id := range v.ids {
				got = append(got, [...]string{v.text(row, chromosome), id, v.text(row, centimorgans), v.text(row, position), v.text(row, allele1), v.text(row, allele2)})
			}
			if !slices.Equal(got, want) {
				t.Fatalf("by %d: %d variants, want %d", workers, len(got), len(want))
			}
			if notes := fmt.Sprint(v.notes()); !strings.HasPrefix(notes, "[50 of 60000 variants have a negative position") {
				t.Errorf("by %d: %s", workers, notes)
			}
		}
	}
	if parts := cutParts([]byte(text), 1000); len(parts) < 10 {
		t.Errorf("only %d parts were cut", len(parts))
	}
}

// A variant takes no memory of its own.
func TestPartsAllocate(t *testing.T) {
	text := []byte(longBim())
	if n := testing.AllocsPerRun(1, func() { readParts(text, 2) }); n > 100 {
		t.Errorf("%v allocations for 60000 variants", n)
	}
}

// splitLines returns the columns of the variants of a text of longBim.
func splitLines(text string) (all [][bimColumns]string) {
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) == bimColumns {
			all = append(all, [bimColumns]string(words))
		}
	}
	return all
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

// A line is cut at its blanks, and is plain where it has nothing to complain of.
func TestCutLine(t *testing.T) {
	for _, tt := range []struct {
		text, columns string
		end           int
		plain         bool
	}{
		{"", "", 0, true}, {" \t\nx", "", 2, true}, {"1\ta  b \n~!", "1|a|b", 7, true}, {"~!", "~!", 2, true}, {"a b c d\n", "a|b|c", 7, true},
		{"a\r\nb", "a\r", 2, false}, {"\x00", "\x00", 1, false}, {"a \x7f", "a|\x7f", 3, false}, {"zwölf", "zwölf", 6, false}, {"\x1b[", "\x1b[", 2, false},
	} {
		var columns [3]string
		n, end, plain := cutLine(tt.text, columns[:])
		if got := strings.Join(columns[:min(n, 3)], "|"); got != tt.columns || end != tt.end || plain != tt.plain || n != len(strings.Fields(tt.text[:end])) {
			t.Errorf("%q: %q, ends at %d, %d columns, plain %v", tt.text, got, end, n, plain)
		}
	}
}
