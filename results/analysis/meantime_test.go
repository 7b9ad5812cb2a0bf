package analysis

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// stalled is a sweep with S = 0.05 and T1 = 1 s in which every so many runs wait half a
// second for something serial; 0 is none.
func stalled(every int) *results.File {
	h := header(1, 2, 4)
	runs := runtest.Amdahl(14, 50*time.Millisecond, 950*time.Millisecond, 1, 2, 4)
	for i := range runs {
		if every > 0 && i%every == every-1 {
			runs[i].Timing.Merge += time.Second / 2
			runs[i].Timing.Wall += time.Second / 2
		}
	}
	return finished(h, runs)
}

// TestMeanTime holds the report of rare stalls to their truth: of every seventh run the
// mean is (0.05 + 0.5/7)/(1 + 0.5/7).
func TestMeanTime(t *testing.T) {
	a := analyze(t, stalled(7), Options{})
	truth := (0.05 + 0.5/7) / (1 + 0.5/7)
	if s := a.SerialFraction; s.Value < 0.045 || s.Value > 0.055 {
		t.Errorf("S of the typical run %v, want 0.05", s)
	}
	if m := a.MeanSerialFraction; a.MeanStanding != advice.MeanApart || m == nil || m.Lo > truth || m.Hi < truth || m.Value < a.SerialFraction.Hi {
		t.Fatalf("%s: S of the mean time %v, want %.4f", a.MeanStanding, m, truth)
	}
	if most := a.MeanMaxSpeedup; most.Lo > 1/truth || most.Hi < 1/truth {
		t.Errorf("most speed-up of the mean %v, want %.1f", most, 1/truth)
	}
	slow := 0
	for _, p := range a.Points {
		slow += p.SlowRuns
		flagged := strings.Contains(strings.Join(p.Flags, ","), flagSlow)
		if flagged != (p.SlowRuns > 0) || p.MeanSeconds == nil {
			t.Errorf("N = %d: %d slow runs, flags %q, mean %v", p.Workers, p.SlowRuns, p.Flags, p.MeanSeconds)
		}
	}
	if slow != 6 {
		t.Errorf("%d slow runs, want 6", slow)
	}
	if !warns(a, advice.Slow, "6 of 42 runs were slow and make the mean longer: by ") {
		t.Errorf("warnings %q", a.Warnings)
	}
	for _, want := range []string{"In the typical run: S = 0.05", "Over many runs, slow ones among them: S of the mean time = 0."} {
		if !strings.Contains(a.Verdict, want) {
			t.Errorf("no %q in the verdict %q", want, a.Verdict)
		}
	}
}

// TestMeanUndetermined names the repeats that would tell the mean, of which one run is not
// enough.
func TestMeanUndetermined(t *testing.T) {
	a := analyze(t, stalled(42), Options{})
	if a.MeanStanding != advice.MeanUndetermined || a.MeanSerialFraction != nil || a.MeanMaxSpeedup != nil {
		t.Errorf("%s: S of the mean time %v of one slow run", a.MeanStanding, a.MeanSerialFraction)
	}
	if !strings.Contains(a.Verdict, "Cannot tell S of the mean time: 1 of 42 runs was slow") || a.AdvisedRepeats() < 42 {
		t.Errorf("%d repeats, %q", a.AdvisedRepeats(), a.Verdict)
	}
}

// TestMeanAlike has one S where no run is slow.
func TestMeanAlike(t *testing.T) {
	a := analyze(t, stalled(0), Options{})
	if a.MeanStanding != advice.MeanAlike || a.MeanSerialFraction == nil || strings.Contains(a.Verdict, "mean time") || len(a.Points[0].Flags) > 0 {
		t.Errorf("%s, %v, %q, %q", a.MeanStanding, a.MeanSerialFraction, a.Verdict, a.Points[0].Flags)
	}
}
