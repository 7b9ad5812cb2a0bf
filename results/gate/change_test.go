package gate

import (
	"strings"
	"testing"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

func changed(t *testing.T, kind, condition string, files ...*results.File) [][]analysis.Gate {
	t.Helper()
	outcomes, err := JudgeChanges([]Gate{{kind, parsed(t, ParseChange, condition)}}, compare.Single(sampled(t, files...), []string{"old.jsonl", "new.jsonl", "newer.jsonl"}))
	if err != nil {
		t.Fatal(err)
	}
	if len(outcomes) != len(files)-1 {
		t.Fatalf("%d outcomes of %d changes", len(outcomes), len(files)-1)
	}
	return outcomes
}

// Changes from S = 0.05 to S = 0.08, all of it in the split.
func TestJudgeChanges(t *testing.T) {
	worse := plain
	worse.split = 0.06
	old, now := plain.made(1), worse.made(2)
	for condition, want := range map[string]analysis.Outcome{
		"S>+0.01": analysis.Fails, "S>+0.06": analysis.Passes, "S>+0.03": analysis.CannotTell, "S<-0.01": analysis.Passes,
		"speedup@32<-5%": analysis.Fails, "speedup@32<-50%": analysis.Passes, "speedup@32<-5": analysis.Passes, "speedup@32<-1": analysis.Fails,
		"efficiency@32<-5%": analysis.Fails, "efficiency@32<-0.05": analysis.Fails, "efficiency@32<-0.3": analysis.Passes,
		"T@32>+10%": analysis.Fails, "T@32>+5ms": analysis.Fails, "T@32>+90ms": analysis.Passes,
		"T1>+5%": analysis.Passes, "T1>+100ms": analysis.Passes,
		"max-speedup<-10%": analysis.Fails,
		"split>+0.01":      analysis.Fails, "merge>+0.01": analysis.Passes, "load>+0.01": analysis.Passes,
	} {
		t.Run(condition, func(t *testing.T) {
			got := changed(t, FailIf, condition, old, now)[0][0]
			if got.Outcome != want {
				t.Errorf("%s, want %s", Sentence(got), want)
			}
		})
	}
}

func TestChangesOfSeveral(t *testing.T) {
	worse := plain
	worse.split = 0.06
	got := changed(t, FailIf, "S>+0.01", plain.made(1), plain.made(2), worse.made(3))
	if got[0][0].Outcome != analysis.Passes || got[1][0].Outcome != analysis.Fails {
		t.Errorf("%s; %s", Sentence(got[0][0]), Sentence(got[1][0]))
	}
	if s := Sentence(got[1][0]); !strings.HasPrefix(s, "fail-if S>+0.01 of newer.jsonl: fails (S changed by +0.0") {
		t.Error(s)
	}
	if level := got[0][0].Interval.Level; level != 0.975 {
		t.Errorf("the level of two changes is %v", level)
	}
}

func TestChangeCannotTell(t *testing.T) {
	for name, tt := range map[string]struct {
		change    func(*results.File)
		condition string
		want      string
	}{
		"interrupted": {func(f *results.File) { f.End.Interrupted = true }, "S>+0.5", "the sweep of new.jsonl did not finish"},
		"one N":       {func(f *results.File) { only(f, 1) }, "S>+0.5", "new.jsonl: only N = 1 was timed"},
		"no such N":   {func(f *results.File) { only(f, 1, 2) }, "T@4>+5%", "no run at N = 4 has finished in both"},
	} {
		t.Run(name, func(t *testing.T) {
			now := plain.made(2)
			tt.change(now)
			g := changed(t, FailIf, tt.condition, plain.made(1), now)[0][0]
			if s := Sentence(g); g.Outcome != analysis.CannotTell || !strings.Contains(s, tt.want) {
				t.Errorf("%s, want cannot tell: %s", s, tt.want)
			}
		})
	}
}

func TestSentence(t *testing.T) {
	for _, tt := range []struct{ condition, want string }{
		{"S>+0.06", "fail-if S>+0.06: passes (S changed by +0.0"},
		{"T@32>+10%", "fail-if T@32>+10%: fails (T@32 changed by +"},
		{"speedup@32<-50%", "speedup@32 changed by -"},
	} {
		worse := plain
		worse.split = 0.06
		got := Sentence(changed(t, FailIf, tt.condition, plain.made(1), worse.made(2))[0][0])
		if !strings.Contains(got, tt.want) || !strings.Contains(got, " to ") || !strings.HasSuffix(got, ")") {
			t.Errorf("%s, want %s…", got, tt.want)
		}
	}
}
