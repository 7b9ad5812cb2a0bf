package plan

import (
	"strings"
	"testing"

	"serialfraction/results/tasklog/study"
)

// No number of slots makes a job shorter than its tasks one behind the other, whatever S at one N promises.
func TestPlanOfALogKeepsItsChain(t *testing.T) {
	s := &study.Study{Tells: true, Slots: 12, T1Seconds: 100, CriticalSeconds: 20, Fraction: &study.Bounds{Value: 0.01, Lo: 0.01, Hi: 0.01}}
	b, err := OfLog("a.log", s)
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[float64]Answer{10: No, 20: CannotTell, 30: Yes} { // runs are taken to differ by 7 %
		p, err := Make([]Basis{b}, Question{Target: target})
		if err != nil {
			t.Fatal(err)
		}
		if p.Reachable != want || p.BestSeconds.Value != 20 {
			t.Errorf("%v s: %s, %v s at best; want %s, 20 s", target, p.Reachable, p.BestSeconds.Value, want)
		}
		if want == No && !strings.Contains(p.Verdict, "even with S = 0: the tasks, one behind the other as the log has them, take 20.0 s with any number of workers") {
			t.Errorf("%q", p.Verdict)
		}
	}
}
