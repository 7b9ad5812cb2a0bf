package fit

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// simulate generates repeats at every N of T = t1·(s + (1−s)/n) with Gaussian noise in
// log time.
func simulate(r *rand.Rand, t1, s, cv float64, repeats int, workers ...int) []Observation {
	var obs []Observation
	for _, n := range workers {
		for range repeats {
			obs = append(obs, Observation{n, t1 * amdahlTime(float64(n), s) * math.Exp(cv*r.NormFloat64())})
		}
	}
	return obs
}

func fitted(t *testing.T, obs []Observation, est Estimator) *Fit {
	t.Helper()
	f, err := Amdahl(obs, est, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAmdahlRecoversExactTimes(t *testing.T) {
	for _, s := range []float64{-0.002, 0, 0.001, 0.0132, 0.05, 0.5, 1, 1.5} {
		for _, workers := range [][]int{{1, 2}, {1, 2, 4, 8}, {1, 2, 4, 8, 16, 32, 64}, {3, 5, 7}} {
			f := fitted(t, simulate(rand.New(rand.NewPCG(1, 1)), 12.5, s, 0, 3, workers...), TrimmedMean)
			if math.Abs(f.SerialFraction.Value-s) > 1e-12 || math.Abs(f.T1.Value-12.5) > 1e-10 {
				t.Errorf("S = %v, N %v: fitted S = %v, T1 = %v", s, workers, f.SerialFraction.Value, f.T1.Value)
			}
			if i := f.SerialFraction; i.Lo != i.Value || i.Hi != i.Value {
				t.Errorf("S = %v, N %v: no noise, yet the interval is %+v", s, workers, i)
			}
			if !warned(f, NoNoise) {
				t.Errorf("S = %v, N %v: no warning about times without noise: %v", s, workers, f.Warnings)
			}
		}
	}
}

func TestAmdahlReference(t *testing.T) {
	for _, c := range []struct {
		name       string
		serial, lt float64 // the minimum to 15 digits: 100 Gauss–Newton steps in R 4.2.2
	}{
		{"raza_3960x", 0.0303897795728866, 2.9998731292247371},
		{"raza_12700h", 0.0468603154323229, 3.2045169782852700},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fitted(t, runs(t, c.name+".csv"), Mean)
			const model = "amdahl on log time,all reps"
			s, lt := reference(t, c.name, model, "S"), reference(t, c.name, model, "lt")
			for _, x := range []struct{ got, exact, nls float64 }{
				{f.SerialFraction.Value, c.serial, number(t, s, "value")},
				{math.Log(f.T1.Value), c.lt, number(t, lt, "value")},
			} {
				// nls stops when the next step is 10⁻⁵ of the standard error.
				if digits(x.got, x.exact) < 12 || digits(x.got, x.nls) < 7 {
					t.Errorf("%.15g, want %.15g (nls: %.10g)", x.got, x.exact, x.nls)
				}
			}
			// R's interval takes all repeats as evidence about the curve. Here the lack of
			// fit is significant, so our interval contains R's and is wider.
			i := f.SerialFraction
			if !f.Widened || !(i.Lo < number(t, s, "profile95_lo") && i.Hi > number(t, s, "profile95_hi")) {
				t.Errorf("widened %v, interval %+v, want it around %s to %s", f.Widened, i, s["profile95_lo"], s["profile95_hi"])
			}
		})
	}
}

func TestChargesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs, causes := drawRuns(t)
		f, err := Amdahl(obs, rapid.SampledFrom(Estimators).Draw(t, "estimator"), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		sum, seconds := 0.0, 0.0
		for _, c := range causes {
			sum, seconds = sum+f.Charge(c), seconds+f.ChargeT1(c)
		}
		if math.Abs(seconds/f.T1.Value-1) > 1e-9 {
			t.Fatalf("causes add up to %v s, T1 = %v s", seconds, f.T1.Value)
		}
		s := f.SerialFraction.Value
		if math.Abs(sum-s) > 1e-9*(1+math.Abs(s)) {
			t.Fatalf("causes add up to %v, S = %v", sum, s)
		}
	})
}

// Where times at one N are hundreds of times longer than the law has, and at others as much shorter,
// the search for the minimum is slow, and goes on all the same until the causes add up.
func TestChargesAddUpFarOffTheLaw(t *testing.T) {
	var obs []Observation
	var all []float64
	for _, r := range []struct {
		n       int
		seconds float64
	}{{1, 0.45}, {2, 0.0027}, {3, 0.015}, {8, 72}, {53, 0.0054}, {65, 0.0046}} {
		obs, all = append(obs, Observation{r.n, r.seconds}), append(all, r.seconds)
	}
	f, err := Amdahl(obs, Mean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.ChargeT1(all); math.Abs(got/f.T1.Value-1) > 1e-12 {
		t.Errorf("causes add up to %v s, T1 = %v s", got, f.T1.Value)
	}
	if got, s := f.Charge(all), f.SerialFraction.Value; math.Abs(got-s) > 1e-12 {
		t.Errorf("causes add up to %v, S = %v", got, s)
	}
}

// For times of any size: no crash, no NaN, every interval contains its value.
func TestAmdahlIsNeverNaN(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs, _ := drawRuns(t)
		f, err := Amdahl(obs, rapid.SampledFrom(Estimators).Draw(t, "estimator"), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		n := rapid.Float64Range(1, 1e6).Draw(t, "n")
		for name, i := range map[string]Interval{
			"T1": f.T1, "S": f.SerialFraction, "ceiling": f.MaxSpeedup,
			"seconds": f.Seconds(n), "speed-up": f.Speedup(n),
		} {
			if !(i.Lo <= i.Value && i.Value <= i.Hi) {
				t.Fatalf("%s: %+v", name, i)
			}
		}
		if f.Speedup(n).Lo < 0 || f.Seconds(n).Lo < 0 {
			t.Fatalf("below 0 at n = %v: speed-up %+v, seconds %+v", n, f.Speedup(n), f.Seconds(n))
		}
	})
}

func TestAmdahlBands(t *testing.T) {
	f := fitted(t, simulate(rand.New(rand.NewPCG(4, 4)), 10, 0.05, 0.01, 8, 1, 2, 4, 8), TrimmedMean)
	one := f.Speedup(1)
	if one.Value != 1 || one.Lo != 1 || one.Hi != 1 {
		t.Errorf("speed-up at 1: %+v", one)
	}
	if got := f.Seconds(1).Value; math.Abs(got-f.T1.Value) > 1e-12 {
		t.Errorf("seconds at 1: %v, T1 %v", got, f.T1.Value)
	}
	far := f.Speedup(1e9)
	if digits(far.Value, f.MaxSpeedup.Value) < 6 || digits(far.Hi, f.MaxSpeedup.Hi) < 6 {
		t.Errorf("speed-up at 1e9 %+v, ceiling %+v", far, f.MaxSpeedup)
	}
	width := func(i Interval) float64 { return (i.Hi - i.Lo) / i.Value }
	if width(f.Seconds(64)) < 2*width(f.Seconds(8)) {
		t.Errorf("the band does not widen beyond the data: %+v at 8, %+v at 64", f.Seconds(8), f.Seconds(64))
	}
}

func TestAmdahlWithoutSerialPart(t *testing.T) {
	f := fitted(t, simulate(rand.New(rand.NewPCG(1, 9)), 1, 0, 0.02, 5, 1, 2), TrimmedMean)
	if i := f.SerialFraction; !(i.Lo < 0 && i.Hi > 0) {
		t.Fatalf("S: %+v", i)
	}
	if c := f.MaxSpeedup; !math.IsInf(c.Hi, 1) || c.Lo != 1/f.SerialFraction.Hi {
		t.Errorf("ceiling %+v, want %v to unbounded", c, 1/f.SerialFraction.Hi)
	}
	if far := f.Speedup(1e6); !math.IsInf(far.Hi, 1) {
		t.Errorf("speed-up at 10^6: %+v, want no upper end", far)
	}
}

func TestLackOfFitWidens(t *testing.T) {
	var obs []Observation
	r := rand.New(rand.NewPCG(2, 2))
	for _, n := range []float64{1, 2, 4, 8, 16, 32} {
		for range 6 { // a coherency term that Amdahl's law does not have
			obs = append(obs, Observation{int(n), (amdahlTime(n, 0.02) + 0.002*(n-1)) * math.Exp(0.01*r.NormFloat64())})
		}
	}
	f := fitted(t, obs, TrimmedMean)
	if f.LackOfFit == nil || f.LackOfFit.P > 1e-6 || !f.Widened || !warned(f, Misfit) {
		t.Errorf("lack of fit %+v, widened %v, warnings %v", f.LackOfFit, f.Widened, f.Warnings)
	}
	if f.LackOfFit.DF1 != 4 || digits(f.LackOfFit.DF2, 6*0.85*3) < 12 {
		t.Errorf("degrees of freedom %v and %v", f.LackOfFit.DF1, f.LackOfFit.DF2)
	}
}

func TestAmdahlWarnings(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, c := range []struct {
		name string
		obs  []Observation
		want Kind
		need string
	}{
		{"two N", simulate(r, 1, 0.1, 0.01, 5, 1, 2), TwoLoads, "N = 1, 2, 4"},
		{"no N = 1", simulate(r, 1, 0.1, 0.01, 5, 2, 4, 8), NoOne, "N = 1, 2, 4, 8"},
		{"one run each", simulate(r, 1, 0.1, 0.01, 1, 1, 2, 4), OneRunEach, "5 repeats of each N"},
		{"nothing spare", simulate(r, 1, 0.1, 0.01, 1, 1, 2), NoRepeats, "5 repeats of each N"},
		{"super-linear", simulate(r, 1, -0.1, 0.005, 8, 1, 2, 4), Superlinear, ""},
		{"exact repeats off the curve", []Observation{{1, 8}, {1, 8}, {2, 5}, {2, 5}, {4, 4.5}, {4, 4.5}}, Misfit, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fitted(t, c.obs, TrimmedMean)
			i := slices.IndexFunc(f.Warnings, func(w Warning) bool { return w.Kind == c.want })
			if i < 0 {
				t.Fatalf("warnings %v, want %s", f.Warnings, c.want)
			}
			if w := f.Warnings[i]; w.Need.String() != c.need || w.Model != f.Model || len(w.Loads) != len(f.Workers) {
				t.Errorf("%+v, want that %q is needed", w, c.need)
			}
		})
	}
}

func TestBadRuns(t *testing.T) {
	good := Observation{1, 1}
	for _, c := range []struct {
		name  string
		obs   []Observation
		level float64
		want  string
	}{
		{"none", nil, 0.95, "no runs: S needs at least two numbers of workers; measure N = 1, 2, 4"},
		{"one N", []Observation{{4, 1}, {4, 1.1}}, 0.95, "all runs are at N = 4: S needs at least two numbers of workers; measure N = 1, 4, 8"},
		{"zero workers", []Observation{good, {0, 1}}, 0.95, "run 2 has 0 workers"},
		{"negative workers", []Observation{{-3, 1}, good}, 0.95, "run 1 has -3 workers"},
		{"zero time", []Observation{good, {2, 0}}, 0.95, "run 2 (N = 2) took 0 s"},
		{"negative time", []Observation{good, {2, -1}}, 0.95, "took -1 s"},
		{"no number", []Observation{good, {2, math.NaN()}}, 0.95, "took NaN s"},
		{"infinite time", []Observation{good, {2, math.Inf(1)}}, 0.95, "took +Inf s"},
		{"time grows, no N = 1", []Observation{{14, 0.4}, {143, 1.1}}, 0.95, "T1 of the amdahl model cannot be estimated: extrapolated from N = 14 it is 0 or below; measure N = 1, 14, 143"},
		{"level", []Observation{good, {2, 1}}, 95, "confidence level 95"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Amdahl(c.obs, TrimmedMean, c.level)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
		})
	}
}

func warned(f *Fit, kind Kind) bool {
	return slices.ContainsFunc(f.Warnings, func(w Warning) bool { return w.Kind == kind })
}

func BenchmarkAmdahl2000Runs(b *testing.B) {
	obs := simulate(rand.New(rand.NewPCG(5, 5)), 1, 0.02, 0.02, 286, 1, 2, 4, 8, 16, 32, 64)[:2000]
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Amdahl(obs, TrimmedMean, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}

// amdahlTime returns the time at n in units of T1.
func amdahlTime(n, s float64) float64 { return s + (1-s)/n }

func BenchmarkAmdahl35Runs(b *testing.B) {
	obs := simulate(rand.New(rand.NewPCG(5, 5)), 1, 0.02, 0.02, 5, 1, 2, 4, 8, 16, 32, 64)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Amdahl(obs, TrimmedMean, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}
