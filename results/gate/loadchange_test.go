package gate

import (
	"strings"
	"testing"
	"time"

	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// A change of a time or of S that other work on one of the machines could make or hide is not
// judged, in either direction; one of the program's own S is, and so is one that is larger
// than what load could make.
func TestChangesUnderLoad(t *testing.T) {
	steady := plain
	steady.noise, steady.phases = 0.001, 0.01
	quiet := func(int) float64 { return 0 }
	tests := []struct {
		name  string
		share func(n int) float64
		want  map[string]analysis.Outcome
	}{
		{"quiet", quiet, map[string]analysis.Outcome{"T@8<+5%": analysis.Passes, "S<+0.02": analysis.Passes, "program<+0.02": analysis.Passes, "machine<+0.02": analysis.Passes, "program>+0.02": analysis.Fails}},
		{"a tenth", func(int) float64 { return 0.1 }, map[string]analysis.Outcome{"T@8<+5%": analysis.CannotTell, "T@8>+5%": analysis.CannotTell, "T@8<+50%": analysis.Passes, "program<+0.02": analysis.Passes}},
		{"load makes S", func(n int) float64 { return 0.3 * float64(n-1) }, map[string]analysis.Outcome{"T@8<+5%": analysis.CannotTell, "S<+0.02": analysis.CannotTell, "speedup@8>-5%": analysis.CannotTell, "max-speedup>-5%": analysis.CannotTell, "machine<+0.02": analysis.CannotTell, "program<+0.02": analysis.Passes, "program>+0.02": analysis.Fails}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			old, now := steady.made(3), steady.made(4)
			now.Header.Time = now.Header.Time.Add(time.Hour)
			waiting(old, func(_, n int) float64 { return quiet(n) })
			waiting(now, func(_, n int) float64 { return tt.share(n) })
			for text, want := range tt.want {
				c, err := ParseChange(text)
				if err != nil {
					t.Fatal(err)
				}
				all, err := JudgeChanges([]Gate{{Check, c}}, compare.Single(sampled(t, old, now), []string{"old", "new"}))
				if err != nil {
					t.Fatal(err)
				}
				g := all[0][0]
				if g.Outcome != want {
					t.Errorf("%s", Sentence(g))
				}
				if want == analysis.CannotTell && (g.Repeats != 0 || !strings.Contains(g.Why, "could make or hide it")) {
					t.Errorf("why: %s", Sentence(g))
				}
			}
		})
	}
}

// A sweep that did not finish is not judged for that reason, also on a busy machine.
func TestUnfinishedSweepOfABusyMachine(t *testing.T) {
	old, now := plain.made(3), waiting(plain.made(4), func(_, _ int) float64 { return 0.1 })
	now.Header.Time = now.Header.Time.Add(time.Hour)
	now.End = nil
	all, err := JudgeChanges([]Gate{{Check, parsed(t, ParseChange, "T@8<+5%")}}, compare.Single(sampled(t, old, now), []string{"old", "new"}))
	if err != nil {
		t.Fatal(err)
	}
	if g := all[0][0]; g.Why != "the sweep of new did not finish" {
		t.Error(Sentence(g))
	}
}

// The change of an S that cannot be divided is not judged, with the reason.
func TestChangeOfAnUnknownProgram(t *testing.T) {
	old, now := plain.made(3), plain.made(4)
	now.Header.Time = now.Header.Time.Add(time.Hour)
	for i := range now.Runs {
		now.Runs[i].Timing.Workers = nil
	}
	for _, text := range []string{"program<+0.02", "machine<+0.02"} {
		c, err := ParseChange(text)
		if err != nil {
			t.Fatal(err)
		}
		all, err := JudgeChanges([]Gate{{Check, c}}, compare.Single(sampled(t, old, now), []string{"old", "new"}))
		if err != nil {
			t.Fatal(err)
		}
		if g := all[0][0]; g.Outcome != analysis.CannotTell || g.Why != "the program's own S of new is not known: its workers were not timed one by one" {
			t.Errorf("%s", Sentence(g))
		}
	}
	if _, err := ParseChange("program@8<+0.02"); err == nil {
		t.Error("a change of the program's part at one N is accepted")
	}
}
