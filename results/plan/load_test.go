package plan

import (
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// half is other work that had the CPUs for half of the time at every N.
var half = &analysis.BusyMachine{Workers: 2, Share: 0.53, Made: true}

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
		{"with too few workers even for S = 0, if one takes less time on a quiet machine", 600, 20, CannotTell, No},
		{"with few workers, if one takes less time on a quiet machine", 600, 40, CannotTell, No},
		{"below the program's own S, if one takes less time on a quiet machine", 200, 0, CannotTell, No},
		{"far below the program's own S", 100, 0, CannotTell, No}, // one may take any less
	} {
		for busy, want := range map[*analysis.BusyMachine]Answer{half: tc.load, nil: tc.idle} {
			b := measured(0.51, 0.25, 0.82)
			b.Program, b.Busy = &own, busy
			p := make1(t, b, Question{Target: tc.target, MaxWorkers: tc.most})
			if p.Reachable != want {
				t.Errorf("%s, busy %v: %s", tc.name, busy != nil, p.Verdict)
			}
			if busy == nil {
				continue
			}
			if open := p.Reachable == CannotTell; open != strings.Contains(p.Verdict, "S was 0.51 (0.25–0.82), and one worker took 8.00 h, but at N = 2 other work had the CPUs for 53 % of the time of the runs.") ||
				open != (p.Settle == "sweep again on a quiet machine" && p.Need.Again && p.Need.Repeats == 0) ||
				open == strings.Contains(strings.Join(p.Notes, "\n"), "on a quiet machine S and the time on one worker may be less") {
				t.Errorf("%s: %s\nsettle %q by %+v, notes %q", tc.name, p.Verdict, p.Settle, p.Need, p.Notes)
			}
		}
	}
	b := measured(0.51, 0.25, 0.82)
	b.Busy = half
	if p := make1(t, b, Question{Target: 30}); p.Reachable != CannotTell {
		t.Errorf("without the program's own S: %s", p.Verdict)
	}
	b.Program, b.Busy = &own, &analysis.BusyMachine{Workers: 2, Share: 0.2, Made: true} // less than one takes without the waits it does not take
	for _, q := range []Question{{Target: 600, MaxWorkers: 20}, {Target: 100}} {
		if p := make1(t, b, q); p.Reachable != No {
			t.Errorf("%+v: %s", q, p.Verdict)
		}
	}
}

// Other work that took more of the runs at N = 1 hides some of S: what a quiet machine may not
// reach is not promised.
func TestOtherWorkThatHidesS(t *testing.T) {
	hides := &analysis.BusyMachine{Workers: 1, Share: 0.1, Without: &fit.Interval{Value: 0.12, Lo: 0.118, Hi: 0.122}}
	for _, tc := range []struct {
		target float64 // of 28,800 s, with S from 0.018 to 0.022
		rows   float64
		busy   *analysis.BusyMachine
		want   Answer
	}{
		{1440, 0, nil, Yes}, {1440, 0, hides, CannotTell}, {1440, 2000, hides, CannotTell}, {5760, 0, hides, Yes}, {300, 0, hides, No},
	} {
		b := measured(0.02, 0.018, 0.022)
		b.Busy = tc.busy
		p := make1(t, b, Question{Target: tc.target, Rows: tc.rows})
		if p.Reachable != tc.want || (tc.want == CannotTell) != (p.Settle == "sweep again on a quiet machine") {
			t.Errorf("%v, busy %v: %s: settle %q", tc.target, tc.busy != nil, p.Verdict, p.Settle)
		}
		if noted := strings.Contains(strings.Join(p.Notes, "\n"), "on a quiet machine S may be more, and the time on one worker less"); noted != (tc.busy != nil && tc.want != CannotTell) {
			t.Errorf("notes %q", p.Notes)
		}
	}
}

// Other work that slows all N alike leaves S as it is, and the time on one worker is what a quiet
// machine has less of. Other work that leaves most of S to the job opens only what it may have
// moved.
func TestOtherWorkOnOneWorker(t *testing.T) {
	for _, tc := range []struct {
		name   string
		busy   *analysis.BusyMachine
		target float64 // of 28,800 s, with S from 0.0098 to 0.0102
		want   Answer
	}{
		{"a loop on every CPU", half, 200, CannotTell},
		{"a loop on every CPU, and a target below half", half, 120, CannotTell},
		{"a fifth of the time, and a target below what is left", &analysis.BusyMachine{Workers: 2, Share: 0.2, Made: true}, 120, No},
		{"the same on a quiet machine", nil, 200, No},
		{"a little other work", &analysis.BusyMachine{Workers: 2, Share: 0.05, Without: &fit.Interval{Value: 0.0098, Lo: 0.0097, Hi: 0.0099}}, 200, No},
		{"a little other work, and a target near the best time", &analysis.BusyMachine{Workers: 2, Share: 0.05, Without: &fit.Interval{Value: 0.0098, Lo: 0.0097, Hi: 0.0099}}, 282, CannotTell},
		{"that target on a quiet machine", nil, 282, No},
	} {
		b := measured(0.01, 0.0098, 0.0102)
		b.Program, b.Busy = &fit.Interval{Value: 0.01, Lo: 0.0098, Hi: 0.0102, Level: 0.95}, tc.busy
		p := make1(t, b, Question{Target: tc.target})
		if p.Reachable != tc.want || (tc.want == CannotTell) != (p.Settle == "sweep again on a quiet machine") {
			t.Errorf("%s: %s: settle %q", tc.name, p.Verdict, p.Settle)
		}
	}
	b := measured(0.01, 0.0098, 0.0102)
	b.Busy = half
	if p := make1(t, b, Question{Target: 200, Runtime: 28800}); p.Reachable != CannotTell {
		t.Errorf("a runtime that is given is not another on a quiet machine, but S may be less: %s", p.Verdict)
	}
}

// What load made of S at one size shows nothing of how S grows.
func TestOtherWorkAtOneOfTwoSizes(t *testing.T) {
	small, large := measured(0.03, 0.02, 0.04), measured(0.51, 0.25, 0.82)
	large.Rows, large.Busy = 4000, half
	if _, err := Make([]Basis{small, large}, Question{Target: 200}); err == nil || !strings.Contains(err.Error(), "in a.jsonl at N = 2 other work had the CPUs for 53 % of the time of the runs") {
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
