package curves

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

func analyze(t *testing.T, s Series, o Options) *Analysis {
	t.Helper()
	if o.Method.Level == 0 {
		o.Method = fit.Default
	}
	a, err := Analyze(s, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(Report{Schema, []*Analysis{a}}); err != nil {
		t.Fatalf("as JSON: %v", err) // NaN and Inf are refused
	}
	return a
}

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s = %.10g, want %.10g", what, got, want)
	}
}

func throughputs(pairs ...float64) Series {
	s := Series{Name: "x", Quantity: Throughput}
	for i := 0; i < len(pairs); i += 2 {
		s.Readings = append(s.Readings, fit.Reading{Load: pairs[i], Seconds: 1 / pairs[i+1]})
	}
	return s
}

func timesOf(law func(n float64) float64, repeats int, loads ...float64) Series {
	s := Series{Name: "t", Quantity: Time}
	noise := []float64{1, 1.004, 0.997, 1.002, 0.998}
	for _, n := range loads {
		for r := range repeats {
			s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: law(n) * noise[(r+int(n))%len(noise)]})
		}
	}
	return s
}

// sure is the series with a quantity that is known.
func sure(s Series) Series { s.Sure = true; return s }

// growing is the series with a column that is N times a constant.
func growing(s Series) Series { s.Grows = "atoms"; return s }

func amdahl(s float64) func(float64) float64 {
	return func(n float64) float64 { return 10 * (s + (1-s)/n) }
}

// specSDM91 is the SPEC SDM91 benchmark on a SPARCcenter 2000, as in the data set
// specsdm91 of the R package usl.
var specSDM91 = throughputs(1, 64.9, 18, 995.9, 36, 1652.4, 72, 1853.2, 108, 1828.9, 144, 1775, 216, 1702.2)

// TestPublished reproduces the unweighted fit of R's nls with its standard errors,
// and the published peak.
func TestPublished(t *testing.T) {
	m := fit.Default
	m.Loss = fit.Throughput
	a := analyze(t, specSDM91, Options{Method: m, Model: "usl"})
	for _, model := range a.Models {
		if model.Name != "usl" {
			continue
		}
		for _, want := range []struct {
			name      string
			value, se float64
		}{{"sigma", 0.02772847566, 0.009121731256}, {"kappa", 0.0001043654834, 1.987527092e-05}, {"X1", 89.99523308, 14.21348858}} {
			p := model.Params[want.name]
			near(t, want.name, p.Estimate.Value, want.value, 1e-7)
			near(t, "SE of "+want.name, *p.SE, want.se, 1e-6)
		}
		near(t, "RSS", *model.RSS, 27453.71958, 1e-9)
	}
	near(t, "peak", a.PeakWorkers.Value, 96.51956, 1e-6)
	near(t, "S", a.SerialFraction.Value, 0.02772847566, 1e-7)
	if a.SerialFractionOf != "sigma of usl" || a.ChosenModel != "usl" || a.Loss != "throughput" {
		t.Errorf("%s, %s, %s", a.SerialFractionOf, a.ChosenModel, a.Loss)
	}
}

// TestKarpFlatt finds e of a textbook's table of speed-ups (Quinn 2003, chapter 7),
// which has no row at N = 1.
func TestKarpFlatt(t *testing.T) {
	s := Series{Quantity: Speedup}
	for i, up := range []float64{1.87, 2.61, 3.23, 3.73, 4.14, 4.46, 4.71} {
		s.Readings = append(s.Readings, fit.Reading{Load: float64(i + 2), Seconds: 1 / up})
	}
	a := analyze(t, s, Options{})
	want := []float64{0.06952, 0.07471, 0.07946, 0.08512, 0.08986, 0.09492, 0.09979}
	if len(a.KarpFlatt) != len(want) || len(a.Points) != len(want) || a.Runs != len(want) {
		t.Fatalf("%d of e, %d points, %d runs, want %d", len(a.KarpFlatt), len(a.Points), a.Runs, len(want))
	}
	for i, e := range a.KarpFlatt {
		near(t, "e", e.Value, want[i], 1e-4)
		near(t, "e of the point", *a.Points[i].KarpFlatt, want[i], 1e-4)
	}
	if !strings.Contains(strings.Join(a.Warnings, "\n"), "by definition") {
		t.Errorf("no N = 1 in %q", a.Warnings)
	}
}

func TestSerialFraction(t *testing.T) {
	usl := func(n float64) float64 { return 10 * (1 + 0.05*(n-1) + 0.002*n*(n-1)) / n }
	bent := func(n float64) float64 { return amdahl(0.05)(min(n, 8)) }
	weak := func(n float64) float64 { return 10 * n / (n - 0.1*(n-1)) }
	grid := []float64{1, 2, 4, 8, 16, 32}
	tests := []struct {
		name, model, of string
		weak            bool
		law             func(float64) float64
		want            float64
	}{
		{"amdahl", "", "S of amdahl", false, amdahl(0.05), 0.05},
		{"usl", "", "sigma of usl", false, usl, 0.05},
		{"saturation", "saturation", "S of capped", false, bent, 0.05},
		{"linear has none", "linear", "S of amdahl", false, amdahl(0.05), 0.05},
		{"overhead", "overhead", "sigma of usl", false, usl, 0.05},
		{"weak", "", "s of gustafson", true, weak, 0.1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := analyze(t, timesOf(tt.law, 5, grid...), Options{Model: tt.model, Weak: tt.weak})
			if a.SerialFractionOf != tt.of {
				t.Fatalf("%s, want %s (%s)", a.SerialFractionOf, tt.of, a.Verdict)
			}
			near(t, "S", a.SerialFraction.Value, tt.want, 0.05)
			if a.SerialFraction.Lo > tt.want || a.SerialFraction.Hi < tt.want {
				t.Errorf("S = %+v does not hold %g", a.SerialFraction, tt.want)
			}
		})
	}
}

// TestWeakQuantities checks that a scaled speed-up, a throughput and a time of the same
// runs of weak scaling give the same s.
func TestWeakQuantities(t *testing.T) {
	ofTime := timesOf(func(n float64) float64 { return 10 * n / (n - 0.1*(n-1)) }, 3, 1, 2, 4, 8, 16)
	rate := Series{Quantity: Throughput}
	for _, r := range ofTime.Readings {
		rate.Readings = append(rate.Readings, fit.Reading{Load: r.Load, Seconds: r.Seconds / r.Load})
	}
	a, b := analyze(t, ofTime, Options{Weak: true}), analyze(t, rate, Options{Weak: true})
	near(t, "s", b.SerialFraction.Value, a.SerialFraction.Value, 1e-9)
	for i := range a.Points {
		near(t, "speed-up", b.Points[i].Speedup.Value, a.Points[i].Speedup.Value, 1e-12)
	}
	near(t, "time of a run", a.Points[4].Seconds.Value, 10*16/(16-1.5), 0.01)
}

// TestOversubscribed checks that N beyond the CPUs are left out of the fit, and that the
// law that explains them is offered.
func TestOversubscribed(t *testing.T) {
	capped := func(n float64) float64 { return amdahl(0.02)(min(n, 8)) }
	s := timesOf(capped, 5, 1, 2, 4, 8, 16, 64)
	a := analyze(t, s, Options{CPUs: 8})
	near(t, "S", a.SerialFraction.Value, 0.02, 0.15)
	if len(a.FittedWorkers) != 4 || a.Runs != 20 || !a.Points[4].Oversubscribed || a.Points[4].Fitted || a.Points[3].Oversubscribed {
		t.Errorf("fitted %v, points %+v", a.FittedWorkers, a.Points)
	}
	last := a.Models[len(a.Models)-1]
	near(t, "S of all", last.Params["S"].Estimate.Value, 0.02, 0.15)
	if b := analyze(t, s, Options{CPUs: 8, Model: "capped"}); len(b.FittedWorkers) != 6 || b.ChosenModel != "capped" {
		t.Errorf("capped is fitted to %v", b.FittedWorkers)
	}
	if none := analyze(t, s, Options{CPUs: 0.5}); none.SerialFraction != nil || !strings.HasPrefix(none.Verdict, "cannot tell") {
		t.Errorf("without an N on the CPUs: %s", none.Verdict)
	}
}

// TestKnee checks that S is the serial fraction below a knee, for a table and for a sweep.
func TestKnee(t *testing.T) {
	s := timesOf(func(n float64) float64 { return amdahl(0.02)(min(n, 4)) }, 5, 1, 2, 4, 8, 16)
	table := analyze(t, s, Options{})
	s.Sweep = &Sweep{CPUs: 16, Share: 1}
	sweep := analyze(t, s, Options{})
	for _, a := range []*Analysis{table, sweep} {
		if i := a.SerialFraction; a.SerialFractionOf != "S of capped" || *i != *table.SerialFraction || i.Lo > 0.02 || i.Hi < 0.02 || i.Hi > 0.03 {
			t.Errorf("%s = %v: %s", a.SerialFractionOf, *i, a.Verdict)
		}
	}
	if table.Verdict != sweep.Verdict || !strings.Contains(table.Verdict, "; below it S = 0.0") {
		t.Errorf("of a table %q, of a sweep %q", table.Verdict, sweep.Verdict)
	}
}

// TestSweep checks that the facts of a sweep decide what is fitted, unless the caller gives
// the CPUs.
func TestSweep(t *testing.T) {
	s := timesOf(amdahl(0.02), 5, 1, 2, 4, 8, 16)
	s.Sweep = &Sweep{Beyond: map[float64]string{8: "coordinator shares a CPU", 16: flagOversubscribed}, CPUs: 2, Share: 0.25}
	a := analyze(t, s, Options{})
	if len(a.FittedWorkers) != 3 || a.CPUs != 0 || a.Points[3].Flags[0] != "coordinator shares a CPU" || !a.Points[3].Oversubscribed {
		t.Errorf("fitted %v, oversubscribed beyond N = %g, points %+v", a.FittedWorkers, a.CPUs, a.Points)
	}
	if all := strings.Join(a.Warnings, "\n"); !strings.Contains(all, "N = 8 (coordinator shares a CPU) and N = 16 (oversubscribed) are shown, not fitted: the sweep could use 2 CPUs, of which a worker needs 0.25") {
		t.Errorf("warnings %q", all)
	}
	if last := a.Models[len(a.Models)-1]; last.Name != "capped at cpus" || !strings.Contains(last.Reason, "with 2 CPUs, which N = 8 keeps busy") {
		t.Errorf("the law of all N is %s: %s", last.Name, last.Reason)
	}
	if b := analyze(t, s, Options{CPUs: 8}); len(b.FittedWorkers) != 4 || b.CPUs != 8 || len(b.Points[3].Flags) != 0 {
		t.Errorf("with 8 CPUs: fitted %v on %g CPUs, points %+v", b.FittedWorkers, b.CPUs, b.Points)
	}
	if b := analyze(t, s, Options{Model: "capped"}); len(b.FittedWorkers) != 5 || len(b.Curve().Params) != 2 {
		t.Errorf("capped is fitted to %v, with parameters %v", b.FittedWorkers, b.Curve().Params)
	}
	bent := timesOf(func(n float64) float64 { return amdahl(0.02)(min(n, 4)) }, 5, 1, 2, 4, 8, 16)
	for _, share := range []float64{0, 0.01} { // no N is beyond the CPUs, so the knee is fitted
		bent.Sweep = &Sweep{CPUs: 2, Share: share}
		if b := analyze(t, bent, Options{Model: "capped"}); len(b.Curve().Params) != 3 {
			t.Errorf("with a share of %v capped has the parameters %v", share, b.Curve().Params)
		}
	}
}

// TestOneWorkerAlone checks that T1 is the measured one where there is nothing to fit.
func TestOneWorkerAlone(t *testing.T) {
	a := analyze(t, timesOf(amdahl(0.1), 5, 1), Options{})
	if a.SerialFraction != nil || a.T1Seconds == nil || a.T1Seconds.Value != a.Points[0].Seconds.Value {
		t.Errorf("S = %v, T1 = %v, measured %v", a.SerialFraction, a.T1Seconds, a.Points[0].Seconds)
	}
	if b := analyze(t, timesOf(amdahl(0.1), 5, 4), Options{}); b.T1Seconds != nil {
		t.Errorf("without N = 1, T1 = %v", b.T1Seconds)
	}
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		name    string
		series  Series
		verdict string
		warning string
		code    advice.Code // of some of its advice
	}{
		{"one N", timesOf(amdahl(0.1), 5, 4), "cannot tell: all runs are at N = 4", "", "too-few-n"},
		{"two N", timesOf(amdahl(0.1), 5, 1, 2), "cannot tell the law for sure", "no check of the law", "two-n-only"},
		{"one run of each of two", timesOf(amdahl(0.1), 1, 1, 2), "cannot tell: S = ", "no interval", "any-s"},
		{"no N = 1", timesOf(amdahl(0.1), 5, 2, 4, 8, 16), "S = 0.", "no run at N = 1: T1 is extrapolated", "no-n-1"},
		{"superlinear", timesOf(func(n float64) float64 { return 10 / math.Pow(n, 1.2) }, 5, 1, 2, 4, 8), "cannot tell the law for sure: no serial part is seen", "faster than linear at N = 2, 4, 8", "faster-than-n"},
		{"no faster", sure(timesOf(func(n float64) float64 { return 10 * n }, 5, 1, 2, 4, 8)), "no number of workers makes this faster than one does", "the time is N times a constant: if the work grows with N", "work-may-grow"},
		{"no faster, or no times", timesOf(func(n float64) float64 { return 10 * n }, 5, 1, 2, 4, 8), "cannot tell: the time rises 8.00x from N = 1 to N = 8, as throughputs and speed-ups do", "", "quantity-unclear"},
		{"no more, or times", throughputs(1, 10, 2, 5, 4, 3), "cannot tell: the throughput falls 3.33x from N = 1 to N = 4, as times do", "", "quantity-unclear"},
		{"rates that do not grow", throughputs(1, 10, 2, 9.9, 4, 9.8), "", "if it is that of one worker, multiply it by N", "quantity-unclear"},
		{"work that grows", growing(timesOf(func(n float64) float64 { return 10 + n/8 }, 5, 1, 2, 4, 8)), `cannot tell: column "atoms" is N times a constant and no N is faster than N = 1`, "", "work-may-grow"},
		{"memory that grows", growing(timesOf(amdahl(0.1), 5, 1, 2, 4, 8)), "S = 0.", `column "atoms" is N times a constant: if the work grows`, "work-may-grow"},
		{"identical times", Series{Readings: []fit.Reading{{Load: 1, Seconds: 3}, {Load: 2, Seconds: 3}, {Load: 4, Seconds: 3}, {Load: 8, Seconds: 3}}}, "cannot tell the law for sure: no number of workers makes this faster than one does", "agree to the last digit", "no-noise"},
		{"exactly linear", Series{Readings: []fit.Reading{{Load: 1, Seconds: 8}, {Load: 1, Seconds: 8}, {Load: 2, Seconds: 4}, {Load: 2, Seconds: 4}, {Load: 4, Seconds: 2}, {Load: 4, Seconds: 2}}}, "speed-up is linear to the last digit", "agree to the last digit", "no-noise"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := analyze(t, tt.series, Options{Workers: []float64{64}, Targets: []Target{{Kind: "speedup", Value: 30}, {Kind: "seconds", Value: 0.1}, {Kind: "latency", Value: 1}, {Kind: "efficiency", Value: 0.5}, {Kind: "throughput", Value: 3}}})
			if !strings.HasPrefix(a.Verdict, tt.verdict) {
				t.Errorf("verdict %q, want %q", a.Verdict, tt.verdict)
			}
			all := strings.Join(a.Warnings, "\n")
			if !strings.Contains(all, tt.warning) {
				t.Errorf("no %q in %q", tt.warning, all)
			}
			if tt.code != "" && !slices.ContainsFunc(a.Advice, func(x advice.Advice) bool { return x.Code == tt.code && x.Command == "" }) {
				t.Errorf("no %s in %+v", tt.code, a.Advice)
			}
			for _, flag := range []string{"--", "contention noise"} {
				if strings.Contains(all+a.Verdict, flag) {
					t.Errorf("%q in %q", flag, all+a.Verdict)
				}
			}
		})
	}
}

func TestBadReadings(t *testing.T) {
	for _, r := range []fit.Reading{{Load: 0, Seconds: 1}, {Load: -1, Seconds: 1}, {Load: 2, Seconds: 0}, {Load: 2, Seconds: -1},
		{Load: math.NaN(), Seconds: 1}, {Load: 2, Seconds: math.NaN()}, {Load: math.Inf(1), Seconds: 1}, {Load: 2, Seconds: math.Inf(1)}} {
		_, err := Analyze(Series{Name: "bench", Readings: []fit.Reading{{Load: 1, Seconds: 1}, r}}, Options{Method: fit.Default})
		if err == nil || !strings.Contains(err.Error(), "bench: reading 2") {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

func TestBadModels(t *testing.T) {
	s := timesOf(amdahl(0.1), 3, 1, 2, 4)
	if _, err := Analyze(s, Options{Method: fit.Default, Model: "nonsense"}); err == nil || !strings.Contains(err.Error(), "amdahl") {
		t.Errorf("unknown model: %v", err)
	}
	if _, err := Analyze(s, Options{Method: fit.Default, Model: "usl", Weak: true}); err == nil {
		t.Error("the USL of weak scaling")
	}
}

// TestNoPeak checks that a USL without a coherency term has no peak, and never "+Inf".
func TestNoPeak(t *testing.T) {
	bent := func(n float64) float64 { return amdahl(0.1)(n) * (1 - 0.002*n) } // better than Amdahl at high N
	a := analyze(t, timesOf(bent, 5, 1, 2, 4, 8, 16), Options{Model: "usl"})
	if a.PeakWorkers != nil || strings.Contains(a.Verdict, "Inf") || !strings.HasPrefix(a.Verdict, "no overhead is seen: sigma = ") {
		t.Errorf("peak %+v: %s", a.PeakWorkers, a.Verdict)
	}
}

// TestNamedModel checks that the caller's model is reported, with a warning that names the
// model that the data prefer.
func TestNamedModel(t *testing.T) {
	a := analyze(t, timesOf(amdahl(0.1), 5, 1, 2, 4, 8, 16), Options{Model: "linear"})
	if a.ChosenModel != "linear" || !strings.Contains(strings.Join(a.Warnings, "\n"), "the data prefer the amdahl model") {
		t.Errorf("%s, %q", a.ChosenModel, a.Warnings)
	}
}
