package curves

import (
	"strings"
	"testing"

	"serialfraction/fit"
)

// weakRates are the rates of a job of weak scaling, 770 a second at N = 8.
var weakRates = throughputs(1, 100, 2, 195, 4, 385, 8, 770)

// weakTimes are the times of runs whose work does not grow with N after all: all but a
// constant of N times as long.
var weakTimes = Series{Quantity: Time, Readings: []fit.Reading{{Load: 1, Seconds: 100}, {Load: 2, Seconds: 195}, {Load: 4, Seconds: 385}, {Load: 8, Seconds: 770}}}

// TestWeakAnswers checks that a prediction and a target of weak scaling are of the work
// that N workers do: at N = 8 the rate is that of a worker times 8, and a unit of work
// takes an eighth of a run.
func TestWeakAnswers(t *testing.T) {
	ask := Options{Weak: true, Workers: []float64{8}, Targets: []Target{{Kind: "throughput", Value: 700}, {Kind: "seconds", Value: 1.0 / 700}, {Kind: "latency", Value: 8 / 768.0}}}
	rate := analyze(t, weakRates, ask)
	near(t, "rate at N = 8", rate.Predictions[0].Throughput.Value, 768, 2e-3)
	near(t, "time of a unit", rate.Predictions[0].Seconds.Value, 1/767.6, 2e-3)
	near(t, "N of 700 a second", rate.Solutions[0].Workers.Value, 7.29, 2e-3)
	near(t, "N of 1/700 s for a unit", rate.Solutions[1].Workers.Value, 7.29, 2e-3)
	time := analyze(t, weakTimes, ask)
	near(t, "time of a run at N = 8", time.Predictions[0].Seconds.Value, 765, 2e-3)
	near(t, "rate of such runs", time.Predictions[0].Throughput.Value, 8/765.0, 2e-3)
}

// TestWeakCeiling checks that the law of Gustafson has none, and that the least time of a run
// is that of one worker.
func TestWeakCeiling(t *testing.T) {
	for _, s := range []Series{weakRates, weakTimes} {
		a := analyze(t, s, Options{Weak: true, Targets: []Target{{Kind: "seconds", Value: 1e-9}}})
		if a.MaxSpeedup != nil {
			t.Errorf("ceiling %+v", a.MaxSpeedup)
		}
		if c := a.Curve().Ceiling(); !(c.Lo > 1e300) {
			t.Errorf("ceiling of the curve %+v", c)
		}
		if s.Quantity == Time && !strings.Contains(a.Solutions[0].Warning, "the least is 98.70 s, at N = 1") {
			t.Errorf("%+v", a.Solutions[0])
		}
	}
}
