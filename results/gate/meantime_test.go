package gate

import (
	"strings"
	"testing"
	"time"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// stalled is the plain sweep in which every so many runs wait half a second for something
// serial, first the one at an offset.
func stalled(every, offset int) *results.File {
	f := plain.made(1)
	for i := offset; i < len(f.Runs); i += every {
		t := &f.Runs[i].Timing
		t.Split, t.Wall = t.Split+time.Second/2, t.Wall+time.Second/2
	}
	return f
}

// TestMeanGates holds a sweep of which one run in seven waits to the mean time: S of the
// typical run is 0.05, of the mean (0.05 + 0.5/7)/(1 + 0.5/7) = 0.113.
func TestMeanGates(t *testing.T) {
	f := stalled(7, 3)
	for condition, want := range map[string]analysis.Outcome{
		"S<0.06":          analysis.Fails,
		"S<0.3":           analysis.Passes,
		"S>0.1":           analysis.CannotTell,
		"T1<1.02s":        analysis.CannotTell,
		"T1<2s":           analysis.Passes,
		"max-speedup>18":  analysis.Fails,
		"max-speedup<18":  analysis.Passes,
		"T@32<90ms":       analysis.Fails,
		"speedup@32>12.5": analysis.Fails,
		"efficiency@8<1":  analysis.Passes,
		"karp-flatt@32<1": analysis.Passes,
		"program<0.06":    analysis.CannotTell,
		"split<0.06":      analysis.CannotTell,
	} {
		g := checked(t, f, Check, condition)[0]
		if g.Outcome != want {
			t.Errorf("%s: %s, want %s (%s)", condition, g.Outcome, want, g.Text)
		}
	}
	if g := checked(t, f, Check, "split<0.06")[0]; !strings.Contains(g.Why, "split is known of the typical run only") {
		t.Errorf("why: %s", g.Why)
	}
}

// TestTooFewSlowRuns tells no gate of a sweep in which two runs are slow.
func TestTooFewSlowRuns(t *testing.T) {
	for _, condition := range []string{"S<0.06", "S<0.5", "T@32<90ms", "split<0.06"} {
		g := checked(t, stalled(40, 9), Check, condition)[0]
		if g.Outcome != analysis.CannotTell || !strings.Contains(g.Why, "too few to know the mean; make ") {
			t.Errorf("%s: %s, %s", condition, g.Outcome, g.Why)
		}
	}
}

// TestChangeOfSlowRuns tells no change of a sweep whose mean is not its typical run.
func TestChangeOfSlowRuns(t *testing.T) {
	files := []*results.File{plain.made(2), stalled(7, 3)}
	for _, pair := range [][]*results.File{files, {files[1], files[0]}} {
		outcomes, err := JudgeChanges([]Gate{{FailIf, parsed(t, ParseChange, "S>+0.01")}}, compare.Single(sampled(t, pair...), []string{"even", "stalled"}))
		if err != nil {
			t.Fatal(err)
		}
		if g := outcomes[0][0]; g.Outcome != analysis.CannotTell || !strings.Contains(g.Why, "slow runs make the mean time of ") {
			t.Errorf("%s, %q", g.Outcome, g.Why)
		}
	}
}
