package gate

import (
	"strings"
	"testing"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// Two N lie on every law, so that they show no largest speed-up. It is not below what was
// measured, whatever the law.
func TestLargestSpeedupOfTwoN(t *testing.T) {
	two := plain
	two.workers = []int{1, 2}
	conditions := []string{"max-speedup>10", "max-speedup<30", "max-speedup>1.5", "max-speedup<1.5", "S<0.1", "speedup@2>1.5"}
	want := []analysis.Outcome{analysis.CannotTell, analysis.CannotTell, analysis.Passes, analysis.Fails, analysis.Passes, analysis.Passes}
	for i, g := range checked(t, two.made(1), Check, conditions...) {
		open := want[i] == analysis.CannotTell
		if g.Outcome != want[i] || (g.Advice == "two-n-only") != open || strings.Contains(g.Why, "two N lie on every law") != open || g.Repeats != 0 {
			t.Errorf("%s: %+v", Sentence(g), g)
		}
	}
	for i, g := range checked(t, plain.made(1), Check, conditions[:2]...) {
		if g.Outcome != analysis.Passes || g.Advice != "" {
			t.Errorf("of six N, %s: %s", conditions[i], Sentence(g))
		}
	}
}

// A third N that fits on no CPU takes another machine: a sweep of slower rows, which the report
// offers beside it, decides no gate of this job.
func TestThirdNTakesCPUs(t *testing.T) {
	for _, cpus := range []float64{2, 4} {
		two := plain
		two.workers = []int{1, 2}
		f := two.made(1)
		f.Header.Machine.EffectiveCPUs = cpus
		g := checked(t, f, Check, "max-speedup>10")[0]
		if fits := cpus > 2; (g.Advice == "two-n-only") != fits || strings.HasSuffix(g.Why, ": sweep a third N") != fits || strings.HasSuffix(g.Why, ", on a machine that has CPUs for it") == fits {
			t.Errorf("%v CPUs: %s, advice %q", cpus, Sentence(g), g.Advice)
		}
	}
}

// Nor do they show how it changed.
func TestChangeOfLargestSpeedupOfTwoN(t *testing.T) {
	two := plain
	two.workers = []int{1, 2}
	c, err := ParseChange("max-speedup>-90%")
	if err != nil {
		t.Fatal(err)
	}
	for i, files := range [][]*results.File{{two.made(1), two.made(2)}, {plain.made(1), two.made(2)}, {plain.made(1), plain.made(2)}} {
		judged, err := JudgeChanges([]Gate{{Check, c}}, compare.Single(sampled(t, files...), []string{"old", "new"}))
		if err != nil {
			t.Fatal(err)
		}
		g := judged[0][0]
		if open := i < 2; (g.Outcome == analysis.CannotTell) != open || strings.Contains(g.Why, "two N lie on every law") != open || !strings.HasSuffix(g.Why, []string{"in old and new", "in new", ""}[i]) {
			t.Errorf("pair %d: %s", i, Sentence(g))
		}
	}
}
