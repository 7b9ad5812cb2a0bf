package curves

import (
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// stalled is times of S = 0.05 and T1 = 10 s of which every so many wait 5 s.
func stalled(every int) Series {
	s := timesOf(amdahl(0.05), 10, 1, 2, 4, 8, 16)
	for i := every - 1; i < len(s.Readings); i += every {
		s.Readings[i].Seconds += 5
	}
	return s
}

// TestMeanForecasts forecasts the mean where slow runs make it another time, whatever the
// estimator.
func TestMeanForecasts(t *testing.T) {
	truth := (0.05 + 0.5/7) / (1 + 0.5/7)
	for _, est := range []fit.Estimator{fit.TrimmedMean, fit.Median, fit.Minimum} {
		o := Options{Method: fit.Method{Estimator: est, Loss: fit.LogTime, Level: 0.95}, Workers: []float64{32}, Targets: []Target{{Kind: "speedup", Value: 6}}} // the ceiling of the mean is 7.7
		a := analyze(t, stalled(7), o)
		if m := a.MeanSerialFraction; a.MeanStanding != advice.MeanApart || m.Lo > truth || m.Hi < truth {
			t.Fatalf("%s: %s, S of the mean time %v, want %.4f", est.Name, a.MeanStanding, m, truth)
		}
		p := a.Predictions[0]
		if p.Mean == nil {
			t.Fatalf("%s: the mean is not forecast", est.Name)
		}
		want := amdahl(0.05)(32) + 5.0/7
		if s := p.Mean.Seconds; s.Lo > want || s.Hi < want || s.Value <= p.Seconds.Value {
			t.Errorf("%s: mean time %v at N = 32, want %.3f", est.Name, s, want)
		}
		if typical := analyze(t, stalled(1000), o).Solutions[0].Workers.Value; !a.Solutions[0].Reachable || !(a.Solutions[0].Workers.Value > typical) {
			t.Errorf("%s: a speed-up of 6 at N = %.1f, in the typical run at %.1f", est.Name, a.Solutions[0].Workers.Value, typical)
		}
		if at := a.Points[0]; !slices.Contains(at.Flags, flagSlow) {
			t.Errorf("%s: no flag at N = 1: %q", est.Name, at.Flags)
		}
		if !strings.Contains(strings.Join(a.Warnings, "\n"), "of 50 runs were slow") || !strings.HasPrefix(a.Verdict, "in the typical run: ") {
			t.Errorf("%s: %q, %q", est.Name, a.Warnings, a.Verdict)
		}
	}
}

// TestMeanForecastUndetermined forecasts the typical run with a doubt where too few runs are
// slow.
func TestMeanForecastUndetermined(t *testing.T) {
	a := analyze(t, stalled(50), Options{Workers: []float64{32}, Targets: []Target{{Kind: "speedup", Value: 10}}})
	if a.MeanStanding != advice.MeanUndetermined || a.MeanSerialFraction != nil || a.Predictions[0].Mean != nil {
		t.Errorf("%s: S of the mean time %v of one slow run", a.MeanStanding, a.MeanSerialFraction)
	}
	if w := a.Predictions[0].Warning; !strings.Contains(w, typicalOnly) {
		t.Errorf("prediction: %q", w)
	}
	if w := a.Solutions[0].Warning; !strings.Contains(w, typicalOnly) {
		t.Errorf("solution: %q", w)
	}
}
