package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// A wrapped text has all of its words, in lines that fit, under its head.
func TestHang(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := strings.Join(rapid.SliceOf(rapid.StringMatching(`[a-zé,]{1,12}`)).Draw(t, "words"), " ")
		width, indent := rapid.IntRange(20, 60).Draw(t, "width"), rapid.IntRange(0, 8).Draw(t, "indent")
		text := hang("ab", words, indent, width)
		if got, want := strings.Join(strings.Fields(text), ""), "ab"+strings.ReplaceAll(words, " ", ""); got != want {
			t.Fatalf("%q has become %q", want, got)
		}
		for i, line := range strings.Split(text, "\n") {
			if utf8.RuneCountInString(line) > width || i > 0 && !strings.HasPrefix(line, strings.Repeat(" ", indent)) {
				t.Fatalf("width %d, indent %d: %q", width, indent, line)
			}
		}
	})
}

func TestLongWordIsCutBehindAComma(t *testing.T) {
	if got, want := hang("", "synth:rows=1,cols=2,seed=3", 2, 20), "  synth:rows=1,\n  cols=2,seed=3"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A shell reads the same from the lines of a command as from the command.
func TestTypeable(t *testing.T) {
	for _, command := range []string{
		"harness report FILE",
		"harness sweep --data rows.csv.gz --groups g.csv --contrast case,control --results p.csv",
		"go test -bench . -cpu 1,2,4,8 -count 10 | harness fit -",
		`harness fit --x threads --y "wall ms and more of it" timings.csv`,
	} {
		for width := 40; width < 120; width += 5 {
			text := typeable(command, 2, width)
			if got := strings.Join(strings.Fields(strings.ReplaceAll(text, "\\\n", "")), " "); got != command {
				t.Errorf("at %d columns %q has become %q", width, command, got)
			}
			for line := range strings.SplitSeq(text, "\n") {
				if utf8.RuneCountInString(line) > width {
					t.Errorf("at %d columns: %q", width, line)
				}
				if strings.Count(line, `"`)%2 != 0 {
					t.Errorf("quotes are cut: %q", line)
				}
			}
		}
	}
}
