package curves

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/harness"
)

// TestCisco checks the book's fit and the inverse of the USL at kappa > 0, which
// several libraries take from the formula for kappa = 0 and answer 17.7. By hand:
// X·(1 + sigma·(N−1) + kappa·N·(N−1)) = gamma·N is a quadratic equation in N.
func TestCisco(t *testing.T) {
	s := Series{Quantity: Throughput}
	for i, x := range cisco {
		s.Readings = append(s.Readings, fit.Reading{Load: float64(i + 1), Seconds: 1 / x})
	}
	m := fit.Default
	m.Loss = fit.Throughput
	const target = 12201
	a := analyze(t, s, Options{Method: m, Model: "usl", Targets: []Target{{Kind: "throughput", Value: target}, {Kind: "throughput", Value: 13000}}})
	params := a.Models[1].Params
	sigma, kappa, gamma := params["sigma"].Estimate.Value, params["kappa"].Estimate.Value, params["X1"].Estimate.Value
	near(t, "sigma", sigma, 0.02671591, 1e-5)
	near(t, "kappa", kappa, 7.690945e-4, 1e-5)
	near(t, "gamma", gamma, 995.6486, 1e-5)
	near(t, "peak", a.PeakWorkers.Value, 35, 0.02)
	b := sigma - kappa - gamma/target
	byHand := (-b - math.Sqrt(b*b-4*kappa*(1-sigma))) / (2 * kappa)
	near(t, "N by hand", byHand, 29.6, 0.01)
	near(t, "N", a.Solutions[0].Workers.Value, byHand, 1e-9)
	if lost := a.Solutions[1]; lost.Reachable || !strings.Contains(lost.Warning, "the most is 12342.9 per second, at N = 35") {
		t.Errorf("13000: %+v", lost)
	}
}

func TestParseTarget(t *testing.T) {
	for _, text := range []string{"throughput=12201", "speedup=30", "efficiency=0.5", "seconds=2", "latency=0.1"} {
		if got, err := ParseTarget(text, harness.ParseTime); err != nil || got.String() != text {
			t.Errorf("ParseTarget(%q) = %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]Target{"time=30s": {Kind: "seconds", Value: 30, Typed: "time=30s"}, "time=8h": {Kind: "seconds", Value: 28800, Typed: "time=8h"}, "seconds=1m30s": {Kind: "seconds", Value: 90, Typed: "seconds=1m30s"},
		"Time = 2": {Kind: "seconds", Value: 2, Typed: "Time=2"}, "latency=100ms": {Kind: "latency", Value: 0.1, Typed: "latency=100ms"}, "seconds=1e-12": {Kind: "seconds", Value: 1e-12, Typed: "seconds=1e-12"}} {
		if got, err := ParseTarget(text, harness.ParseTime); err != nil || got != want {
			t.Errorf("ParseTarget(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "30", "time=", "time=0", "time=-3s", "time=soon", "speedup=30s", "speedup", "speedup=", "speedup=x", "speedup=0", "speedup=-1", "speedup=NaN", "speedup=Inf", "efficiency=1", "cost=3"} {
		if got, err := ParseTarget(text, harness.ParseTime); err == nil {
			t.Errorf("ParseTarget(%q) = %v", text, got)
		}
	}
}

func FuzzAnalyze(f *testing.F) {
	f.Add(1.0, 10.0, 2.0, 5.1, 4.0, 2.6, 8.0, 1.4, false)
	f.Add(0.5, 3.0, 0.5, 3.0, 7.0, 1e-9, 1e6, 1e9, true)
	f.Add(2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, false)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i float64, weak bool) {
		s := Series{Name: "f", Quantity: Speedup, Readings: []fit.Reading{{Load: a, Seconds: b}, {Load: c, Seconds: d}, {Load: e, Seconds: g}, {Load: h, Seconds: i}}}
		got, err := Analyze(s, Options{Method: fit.Default, Weak: weak, CPUs: 8, Workers: []float64{64}, Targets: []Target{{Kind: "speedup", Value: 3}, {Kind: "latency", Value: 1}}})
		if err != nil {
			return
		}
		if got.Verdict == "" {
			t.Error("no verdict")
		}
		b2, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b2), "NaN") {
			t.Errorf("NaN in %s", b2)
		}
	})
}
