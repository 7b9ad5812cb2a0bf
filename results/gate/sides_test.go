package gate

import (
	"fmt"
	"strings"
	"testing"

	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// sweptByTurns makes sweeps of two laws, one of each after the other, which take as many times as
// long as these levels.
func sweptByTurns(t *testing.T, old, now law, levels [2][]float64) []compare.Group {
	groups := []compare.Group{{Name: "old"}, {Name: "new"}}
	for side, l := range []law{old, now} {
		g := &groups[side]
		for i, level := range levels[side] {
			l.slower = level
			g.Sweeps, g.Names = append(g.Sweeps, sampled(t, l.made(uint64(2*i+side+1)))...), append(g.Names, fmt.Sprint(g.Name, i+1))
		}
	}
	return groups
}

// A change of several sweeps a side is judged by how much the sweeps vary.
func TestChangesOfSides(t *testing.T) {
	worse := plain
	worse.split = 0.06
	vary := [2][]float64{{1.02, 1.05, 1, 1.04}, {1.01, 1.05, 1.02, 1}}
	for _, tt := range []struct {
		condition string
		want      analysis.Outcome
	}{
		{"S>+0.01", analysis.Fails}, {"S>+0.06", analysis.Passes}, {"T@1>+15%", analysis.Passes}, {"T@1>+1%", analysis.CannotTell},
	} {
		all, err := JudgeChanges([]Gate{{FailIf, parsed(t, ParseChange, tt.condition)}}, sweptByTurns(t, plain, worse, vary))
		if err != nil {
			t.Fatal(err)
		}
		if g := all[0][0]; g.Outcome != tt.want || g.Repeats != 0 || g.FirstLook || (g.Why != "") != (tt.want == analysis.CannotTell) {
			t.Errorf("%s, want %s", Sentence(g), tt.want)
		}
	}
}

// Why the program's own S of a side is not known is that of the sweep in which it is not, and a sweep
// that did not finish is named.
func TestFaultOfOneSweep(t *testing.T) {
	level := []float64{1, 1, 1}
	groups := sweptByTurns(t, plain, plain, [2][]float64{level, level})
	odd := groups[1].Sweeps[2].File
	for i := range odd.Runs {
		odd.Runs[i].Timing.Workers = nil
	}
	groups[1].Sweeps[2] = sampled(t, odd)[0]
	for _, tt := range []struct{ condition, why string }{
		{"program<+0.02", "the program's own S of new is not known: its workers were not timed one by one"},
		{"T@1<+50%", "the sweep of new3 did not finish"},
	} {
		all, err := JudgeChanges([]Gate{{Check, parsed(t, ParseChange, tt.condition)}}, groups)
		if err != nil {
			t.Fatal(err)
		}
		if g := all[0][0]; g.Outcome != analysis.CannotTell || !strings.HasPrefix(g.Why, tt.why) {
			t.Errorf("%s, want %q", Sentence(g), tt.why)
		}
		odd.End = nil
	}
}
