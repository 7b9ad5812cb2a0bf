package gate

import (
	"testing"

	"serialfraction/results/analysis"
	"serialfraction/results/tasklog/study"
)

// Conditions on a log are judged by what the log leaves open.
func TestJudgeLog(t *testing.T) {
	s := &study.Study{Tells: true, Slots: 4, T1Seconds: 40, Fraction: &study.Bounds{Value: 0.12, Lo: 0.08, Hi: 0.12},
		Replay: []study.Forecast{{Slots: 8, Seconds: 10, Lo: 9, Hi: 11}, {Slots: 64, Seconds: 5, Lo: 4, Hi: 6, Beyond: true, Doubt: study.BeyondLog}}}
	silent := &study.Study{Verdict: "Cannot tell S: the log has too little."}
	lossy := &study.Study{Verdict: "Cannot tell S: tasks are missing.", Doubts: []study.Doubt{study.LostEvents}, T1Seconds: 40,
		Replay: []study.Forecast{{Slots: 8, Seconds: 10, Lo: 9, Hi: 11}}}
	useless := &study.Study{Verdict: "Cannot tell S: no task was of use.", Doubts: []study.Doubt{study.NoWork}, Replay: []study.Forecast{{Slots: 8, Seconds: 10, Lo: 9, Hi: 11}}}
	for _, c := range []struct {
		of   *study.Study
		text string
		kind string
		want analysis.Outcome
	}{
		{s, "S<0.2", Check, analysis.Passes},
		{s, "S<0.1", Check, analysis.CannotTell},
		{s, "S<0.05", Check, analysis.Fails},
		{s, "S>0.05", FailIf, analysis.Fails},
		{s, "S>0.2", FailIf, analysis.Passes},
		{s, "T1<41s", Check, analysis.Passes},
		{s, "T@8<12s", Check, analysis.Passes},
		{s, "T@8<10s", Check, analysis.CannotTell},
		{s, "speedup@8>4.5", Check, analysis.Fails},
		{s, "speedup@8>3", Check, analysis.Passes},
		{s, "efficiency@8>40%", Check, analysis.Passes},
		{s, "T@64<10s", Check, analysis.CannotTell},
		{s, "T@16<10s", Check, analysis.CannotTell},
		{silent, "S<0.9", Check, analysis.CannotTell},
		{lossy, "T1<41s", Check, analysis.CannotTell},
		{lossy, "T@8<12s", Check, analysis.CannotTell},
		{lossy, "speedup@8>3", Check, analysis.CannotTell},
		{useless, "T1<41s", Check, analysis.CannotTell},
		{useless, "speedup@8>3", Check, analysis.CannotTell},
	} {
		condition, err := ParseValue(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if err := condition.FitsLog(); err != nil {
			t.Fatal(err)
		}
		got := JudgeLog([]Gate{{c.kind, condition}}, c.of)[0]
		if got.Outcome != c.want {
			t.Errorf("%s %s: %s, want %s", c.kind, c.text, Sentence(got), c.want)
		}
	}
	for _, text := range []string{"split<0.1", "karp-flatt@8<0.1", "program<0.1", "max-speedup>3"} {
		condition, err := ParseValue(text)
		if err != nil {
			t.Fatal(err)
		}
		if condition.FitsLog() == nil {
			t.Errorf("%s fits a log", text)
		}
	}
}
