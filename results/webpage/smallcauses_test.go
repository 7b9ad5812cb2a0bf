//go:build !race

package webpage

import (
	"slices"
	"strings"
	"testing"

	"serialfraction/results/analysis"
)

// Where causes are listed, also the small ones and those of several sweeps, each stands below its owner.
func TestOwnersHeadTheirCauses(t *testing.T) {
	s := sweepOf(t, "ttest-2cpu", read(t, "ttest-2cpu"))
	a := s.first()
	rows, _, _ := rowsOf(columnsOf(a))
	picture := string(smallCauses("small", a).SVG)
	for i, r := range rows {
		if i > 0 && place(r.of.owner) < place(rows[i-1].of.owner) {
			t.Errorf("%s of %q stands behind one of %q", r.of.cause.name, r.of.owner, rows[i-1].of.owner)
		}
		if n := strings.Count(picture, ">"+heading(r.of.owner)+"<"); n != 1 {
			t.Errorf("%q heads rows %d times", heading(r.of.owner), n)
		}
	}
	names := tooSmall(map[ownedCause]bool{{"split", "program"}: true, {"spawn", "machine"}: true, {"spawn", "program"}: true})
	if want := "Too small to draw here, but in the sum. The program’s own: " + plainly("split") + ", " + plainly("spawn") + ". The machine’s: " + plainly("spawn") + "."; names != want {
		t.Errorf("the caption says %q, want %q", names, want)
	}
	var heads []string
	for _, c := range severalCauses([]*analysis.Report{a, a}) {
		if c.Owner {
			heads = append(heads, c.Name)
		}
	}
	if want := []string{"The program’s own", "The machine’s", "Nobody’s"}; !slices.Equal(heads, want) {
		t.Errorf("the causes of several sweeps stand below %q, want %q", heads, want)
	}
}
