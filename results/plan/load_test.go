package plan

import (
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// Where other work made S, a quiet machine has less of it, down to the program's own: no target
// that this allows is called out of reach, and more repeats are not what settles it.
func TestOtherWorkPutsNothingOutOfReach(t *testing.T) {
	own := fit.Interval{Value: 0.0152, Lo: 0.0098, Hi: 0.0207, Level: 0.95}
	for _, tc := range []struct {
		name       string
		target     float64 // of a job of 28,800 s
		most       float64 // workers
		load, idle Answer
	}{
		{"with a quiet machine only", 600, 0, CannotTell, No},
		{"open anyway", 18000, 0, CannotTell, CannotTell},
		{"on this machine too", 28000, 0, Yes, Yes},
		{"with too few workers even for S = 0", 600, 40, No, No},
		{"below the program's own S", 200, 0, No, No},
	} {
		for doubt, want := range map[analysis.Unpromised]Answer{analysis.OtherWork: tc.load, analysis.NoLargest: tc.idle} {
			b := measured(0.51, 0.25, 0.82)
			b.Program, b.Doubt = &own, doubt
			p := make1(t, b, Question{Target: tc.target, MaxWorkers: tc.most})
			if p.Reachable != want {
				t.Errorf("%s, %s: %s", tc.name, doubt, p.Verdict)
			}
			if doubt != analysis.OtherWork {
				continue
			}
			if open := p.Reachable == CannotTell; open != strings.Contains(p.Verdict, "other work on the CPUs made at least half of the S measured, 0.51") ||
				open != (p.Settle == "make the machine quiet, and sweep again" && p.Need.Again && p.Need.Repeats == 0) ||
				open == strings.Contains(strings.Join(p.Notes, "\n"), "on a quiet machine S is less") {
				t.Errorf("%s: %s\nsettle %q by %+v, notes %q", tc.name, p.Verdict, p.Settle, p.Need, p.Notes)
			}
		}
	}
	b := measured(0.51, 0.25, 0.82)
	b.Doubt = analysis.OtherWork
	if p := make1(t, b, Question{Target: 30}); p.Reachable != CannotTell {
		t.Errorf("without the program's own S: %s", p.Verdict)
	}
}

// What load made of S at one size shows nothing of how S grows.
func TestOtherWorkAtOneOfTwoSizes(t *testing.T) {
	small, large := measured(0.03, 0.02, 0.04), measured(0.51, 0.25, 0.82)
	large.Rows, large.Doubt = 4000, analysis.OtherWork
	if _, err := Make([]Basis{small, large}, Question{Target: 200}); err == nil || !strings.Contains(err.Error(), "other work on the CPUs made at least half of S in a.jsonl") {
		t.Errorf("%v", err)
	}
}

// A job whose rows are not known has the S that was measured; where much of it does not grow
// with the rows, that is noted.
func TestFixedPartIsNoted(t *testing.T) {
	for fixed, noted := range map[float64]bool{0.65: true, 0.05: false} {
		b := measured(0.3, 0.28, 0.32)
		b.Fixed = fixed
		p := make1(t, b, Question{Target: 7200, Runtime: 28800})
		if has := strings.Contains(strings.Join(p.Notes, "\n"), "but spawn, 65 % of it, does not grow with the rows"); has != noted {
			t.Errorf("%v fixed: %q", fixed, p.Notes)
		}
	}
}
