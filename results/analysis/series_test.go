package analysis

import (
	"slices"
	"testing"

	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// A sweep with an alternative and a control has three series, its own first, each with a
// name of its own.
func TestSeriesOf(t *testing.T) {
	f, err := results.Read("../testdata/vintage/3-resumed.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	all, err := SeriesOf(f)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	runs := 0
	for _, s := range all {
		names, runs = append(names, s.Name), runs+len(s.Runs)
		if s.Weak != (s.Name == "control of invert") || len(s.Runs) == 0 || s.Share != 1 {
			t.Errorf("%s: weak %v, %d runs, share %v", s.Name, s.Weak, len(s.Runs), s.Share)
		}
	}
	if want := []string{"invert (full)", "rival of invert (diagonal)", "control of invert"}; !slices.Equal(names, want) {
		t.Errorf("series %q, want %q", names, want)
	}
	own, control, alternative := f.Timed()
	if want := len(own) + len(control) + len(alternative); runs != want {
		t.Errorf("%d runs in series, %d in the file", runs, want)
	}
}

// With N = 1 alone there is no S, but the report has its time.
func TestOneWorkerAlone(t *testing.T) {
	h := header(1)
	a := analyze(t, finished(h, runtest.Amdahl(5, 0, 1e9, 1)), Options{})
	if a.SerialFraction != nil || a.T1Seconds == nil || *a.T1Seconds != a.Points[0].Seconds {
		t.Errorf("S = %v, T1 = %v, measured %v", a.SerialFraction, a.T1Seconds, a.Points[0].Seconds)
	}
}
