package draw

import (
	"strings"
	"testing"

	"serialfraction/fit"
)

// What was measured lies over the curves, under its signs; a point beyond the plot is left out.
func TestFamilyOver(t *testing.T) {
	flat := Named{Name: "S = 1", Curve: []Knot{{0, fit.Interval{Value: 1, Lo: 1, Hi: 1}}, {3, fit.Interval{Value: 1, Lo: 1, Hi: 1}}}}
	f := Family{Curves: []Named{flat}, Over: []Signed{{Name: "job", Sign: 'J', Hollow: 'j', Points: []Mark{
		{N: 1, Speedup: 1, Fitted: true}, {N: 2, Speedup: 2, Fitted: true}, {N: 4, Speedup: 3}, {N: 64, Speedup: 3}}}}}
	lines, legend := f.Lines(60, false)
	text := strings.Join(lines, "\n")
	if got := strings.Count(text, "J"); got != 2 {
		t.Errorf("%d points that are fitted, want 2:\n%s", got, text)
	}
	if got := strings.Count(text, "j"); got != 1 {
		t.Errorf("%d points that are not fitted, want 1:\n%s", got, text)
	}
	if last := legend[len(legend)-1]; last != "J j job" {
		t.Errorf("legend %q", last)
	}
}
