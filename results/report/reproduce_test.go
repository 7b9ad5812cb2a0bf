package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"serialfraction/results"
	"serialfraction/results/report/draw"
	"serialfraction/results/reproduce"
)

// A study has a look on a terminal without UTF-8, and no line of prose or of a table is too wide.
func TestStudyFitsATerminal(t *testing.T) {
	files := map[reproduce.Name]*results.File{}
	for _, name := range []reproduce.Name{reproduce.PlantThreads, reproduce.Cluster1, reproduce.Cluster2} {
		f, err := results.Read("../../docs/sweeps/article/" + string(name) + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		files[name] = f
	}
	st := reproduce.Of(files, nil)
	for _, width := range []int{80, 200} {
		var text strings.Builder
		if err := writeStudy(&text, st, Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		for _, r := range text.String() {
			if r != '?' && draw.ASCII(string(r)) == "?" {
				t.Errorf("%q has no look in ASCII", r)
			}
		}
		for line := range strings.SplitSeq(text.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > width {
				t.Errorf("%d columns, not %d: %s", n, width, line)
			}
		}
	}
	if st.Map == nil || !strings.Contains(rowWords(st), "assumed") {
		t.Errorf("map %v; rows: %s", st.Map, rowWords(st))
	}
}
