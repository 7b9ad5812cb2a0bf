package fit

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func curve(t *testing.T, model Model, rs []Reading) *Curve {
	t.Helper()
	c, err := Default.Fit(model, rs)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// X(N) and R(N) of the curve, put back, give N: also for kappa > 0, where the formula
// for kappa = 0 is off by half.
func TestInversesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sigma := rapid.Float64Range(0, 0.3).Draw(t, "sigma")
		kappa := rapid.Float64Range(1e-6, 0.02).Draw(t, "kappa")
		t1 := rapid.Float64Range(1e-3, 1e3).Draw(t, "T1")
		var rs []Reading
		for _, n := range to64 {
			rs = append(rs, Reading{n, t1 * (1 + sigma*(n-1) + kappa*n*(n-1)) / n})
		}
		c, err := Default.Fit(USL, rs)
		if err != nil {
			t.Fatal(err)
		}
		peak := math.Sqrt((1 - sigma) / kappa)
		if got := c.Peak().Value; math.Abs(got/peak-1) > 1e-6 {
			t.Fatalf("peak %v, want %v", got, peak)
		}
		n := 1 + rapid.Float64Range(0.01, 0.95).Draw(t, "place")*(peak-1)
		for name, got := range map[string]Solution{
			"throughput": c.SolveThroughput(c.Throughput(n).Value),
			"seconds":    c.SolveSeconds(c.Seconds(n).Value),
			"speed-up":   c.SolveSpeedup(c.Speedup(n).Value),
			"latency":    c.SolveLatency(c.Latency(n).Value),
		} {
			if !got.Reachable || math.Abs(got.Load.Value/n-1) > 1e-6 {
				t.Fatalf("%s at N = %v put back: %+v (peak %v)", name, n, got, peak)
			}
		}
		if s := c.SolveThroughput(1.01 * c.Throughput(peak).Value); s.Reachable {
			t.Fatalf("more than the peak gives is reached: %+v", s)
		}
	})
}

// By hand: sigma = .02, kappa = .001, T1 = 1. At N = 10, X = 10/(1 + .18 + .09) =
// 7.874016 and R = 1.27; the kappa = 0 formula would answer 9.15 for that X.
func TestInverseByHand(t *testing.T) {
	var rs []Reading
	for _, n := range to64 {
		rs = append(rs, Reading{n, (1 + 0.02*(n-1) + 0.001*n*(n-1)) / n})
	}
	c := curve(t, USL, rs)
	if x := c.Throughput(10).Value; math.Abs(x-10/1.27) > 1e-9 {
		t.Errorf("X(10) = %v", x)
	}
	if s := c.SolveThroughput(10 / 1.27); math.Abs(s.Load.Value-10) > 1e-6 {
		t.Errorf("N for X = 7.874016: %+v, want 10", s)
	}
	if s := c.SolveLatency(1.27); math.Abs(s.Load.Value-10) > 1e-6 {
		t.Errorf("N for R = 1.27: %+v, want 10", s)
	}
	if p := c.Peak().Value; math.Abs(p-math.Sqrt(0.98/0.001)) > 1e-6 {
		t.Errorf("peak %v, want 31.305", p)
	}
}

func TestAmdahlDerived(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	c := curve(t, AmdahlLaw, Readings(simulate(r, 8, 0.02, 0.01, 10, 1, 2, 4, 8, 16)))
	s := c.Params[1].Estimate
	near := func(got, want Interval) bool {
		return math.Abs(got.Value/want.Value-1) < 1e-6 && math.Abs(got.Lo/want.Lo-1) < 1e-6 && math.Abs(got.Hi/want.Hi-1) < 1e-6
	}
	if got, want := c.Ceiling(), (Interval{1 / s.Value, 1 / s.Hi, 1 / s.Lo, 0.95}); !near(got, want) {
		t.Errorf("ceiling %+v, want %+v", got, want)
	}
	// 1/(N·S + 1 − S) = 1/2 at N = 1 + 1/S.
	if got, want := c.SolveEfficiency(0.5), (Interval{1 + 1/s.Value, 1 + 1/s.Hi, 1 + 1/s.Lo, 0.95}); !near(got.Load, want) || !got.Reachable {
		t.Errorf("N for half efficiency %+v, want %+v", got, want)
	}
	if got := c.SolveEfficiency(0.5); got.Warning == nil {
		t.Error("no warning about N = 51 from data to 16")
	}
	// 1/(S + (1−S)/N) = 10 at N = (1−S)/(1/10 − S).
	at := func(s float64) float64 { return (1 - s) / (0.1 - s) }
	if got, want := c.SolveSpeedup(10), (Interval{at(s.Value), at(s.Lo), at(s.Hi), 0.95}); !near(got.Load, want) {
		t.Errorf("N for ten times faster %+v, want %+v", got, want)
	}
	if got := c.SolveSpeedup(60); got.Reachable || !math.IsInf(got.Load.Value, 1) {
		t.Errorf("60 times faster with S = 0.02: %+v", got)
	}
}

func TestPredictionWidens(t *testing.T) {
	c := curve(t, AmdahlLaw, Readings(simulate(rand.New(rand.NewPCG(12, 12)), 8, 0.02, 0.02, 6, 1, 2, 4, 8)))
	width := func(i Interval) float64 { return (i.Hi - i.Lo) / i.Value }
	in, out := c.Predict(4), c.Predict(128)
	if width(in.Seconds) <= width(c.Seconds(4)) {
		t.Errorf("a run %+v is as certain as the curve %+v", in.Seconds, c.Seconds(4))
	}
	if width(out.Seconds) < 2*width(in.Seconds) {
		t.Errorf("prediction at 128 %+v, at 4 %+v", out.Seconds, in.Seconds)
	}
	if in.Warning != nil || out.Warning == nil || out.Warning.Kind != FarBeyond || out.Warning.Load != 128 || out.Warning.Need.String() != "N = 1, 2, 4, 8, 32" {
		t.Errorf("warnings %+v and %+v", in.Warning, out.Warning)
	}
	if math.Abs(out.Throughput.Hi*out.Seconds.Lo-1) > 1e-12 {
		t.Errorf("throughput %+v, seconds %+v", out.Throughput, out.Seconds)
	}
}

// One further run lies in the prediction interval with the stated coverage.
func TestPredictionCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	const trials = 1000
	held := 0
	for range trials {
		c := curve(t, AmdahlLaw, Readings(simulate(r, 8, 0.03, 0.02, 5, 1, 2, 4, 8)))
		run := 8 * amdahlTime(16, 0.03) * math.Exp(0.02*r.NormFloat64())
		if p := c.Predict(16).Seconds; p.Lo <= run && run <= p.Hi {
			held++
		}
	}
	if held < 915 || held > 980 {
		t.Errorf("%d of %d runs lie in their prediction intervals", held, trials)
	}
}

// The interval of the peak covers it.
func TestPeakCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 14))
	const trials, sigma, kappa = 500, 0.03, 0.0005
	truth := math.Sqrt((1 - sigma) / kappa) // 44.05
	held := 0
	for range trials {
		rs := simulateLaw(r, func(n float64) float64 { return amdahlTime(n, sigma) + kappa*(n-1) }, 0.02, 5, to64...)
		if p := curve(t, USL, rs).Peak(); p.Lo <= truth && truth <= p.Hi {
			held++
		}
	}
	if held < 455 {
		t.Errorf("%d of %d intervals hold the peak", held, trials)
	}
}

func TestKarpFlattPoints(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 15))
	const s, trials = 0.05, 300
	held := 0
	for range trials {
		points, err := KarpFlattPoints(simulate(r, 1, s, 0.01, 5, 1, 2, 4, 8), Mean, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range points {
			if p.Fraction.Lo <= s && s <= p.Fraction.Hi {
				held++
			}
		}
	}
	if held < 820 || held > 885 { // of 900, three to a trial that share T(1)
		t.Errorf("%d of 900 intervals hold S", held)
	}
	if _, err := KarpFlattPoints(simulate(r, 1, s, 0.01, 5, 2, 4), Mean, 0.95); err == nil {
		t.Error("no run at N = 1, yet there are points")
	}
	points, err := KarpFlattPoints([]Observation{{1, 1}, {2, 0.55}}, Mean, 0.95)
	if err != nil || points[0].SE != nil || !math.IsInf(points[0].Fraction.Hi, 1) {
		t.Errorf("one run each: %+v, %v", points, err)
	}
}

// Below one worker the speed-up rises with the serial part, so that the ends change
// places (load_below_one.csv: 0.120 with 0.127 as the lower end and 0.115 as the upper).
func TestSpeedupBelowOne(t *testing.T) {
	rs := []Reading{{0.25, 1 / 24.}, {0.5, 1 / 47.}, {1.3, 1 / 110.}, {2.7, 1 / 190.}, {5.1, 1 / 260.}, {9.9, 1 / 300.}}
	for _, m := range Models {
		c, err := Default.Fit(m, rs)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []float64{0.01, 0.1, 0.5, 0.99, 1, 1.01, 2, 100} {
			for what, i := range map[string]Interval{"speed-up": c.Speedup(n), "efficiency": c.Efficiency(n), "seconds": c.Seconds(n), "throughput": c.Throughput(n), "prediction": c.Predict(n).Seconds} {
				if !(i.Lo <= i.Value && i.Value <= i.Hi) {
					t.Errorf("%s at N = %g: the %s %g lies outside of %g–%g", m.Name, n, what, i.Value, i.Lo, i.Hi)
				}
			}
		}
	}
}
