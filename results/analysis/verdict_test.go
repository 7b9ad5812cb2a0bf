package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"
)

func TestSerialFractionSentence(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name string
		s    fit.Interval
		want string
	}{
		{"a ceiling", fit.Interval{Value: 0.0132, Lo: 0.0118, Hi: 0.0149, Level: 0.95},
			"S = 0.0132 (95 % 0.0118–0.0149), N = 1..16, 84 runs: no number of workers makes this more than 76x faster (67–85x)."},
		{"a low ceiling", fit.Interval{Value: 0.5, Lo: 0.44, Hi: 0.56, Level: 0.9},
			"S = 0.500 (90 % 0.440–0.560), N = 1..16, 84 runs: no number of workers makes this more than 2.00x faster (1.79–2.27x)."},
		{"one worker is fastest", fit.Interval{Value: 1.15, Lo: 0.775, Hi: 1.605, Level: 0.95},
			"S = 1.15 (95 % 0.78–1.60), N = 1..16, 84 runs: one worker is probably fastest. No number of workers makes this more than 1.29x faster."},
		{"nearly one worker", fit.Interval{Value: 0.998, Lo: 0.87, Hi: 1.13, Level: 0.95},
			"S = 1.00 (95 % 0.87–1.13), N = 1..16, 84 runs: one worker is probably fastest. No number of workers makes this more than 1.15x faster."},
		{"one worker is fastest for sure", fit.Interval{Value: 1.15, Lo: 1.05, Hi: 1.25, Level: 0.95},
			"S = 1.15 (95 % 1.05–1.25), N = 1..16, 84 runs: one worker is fastest, and more workers make this slower."},
		{"holds 0", fit.Interval{Value: 0.004, Lo: -0.0015, Hi: 0.0095, Level: 0.95},
			"S < 0.0095 (95 %), N = 1..16, 84 runs: S may be 0. If there is a ceiling, it is at least 105x."},
		{"every S is possible", fit.Interval{Value: 0.4, Lo: -0.5, Hi: 1.5, Level: 0.95},
			"cannot tell: S < 1.5 (95 %) from N = 1..16, 84 runs: the interval is too wide to be of use; make 175 repeats of each N on a quieter machine."},
		{"no interval", fit.Interval{Value: 0.4, Lo: -inf, Hi: inf, Level: 0.95},
			"cannot tell: S = 0.4000 from N = 1..16, 84 runs, but an interval needs more runs: make 56 repeats of each N."},
	} {
		t.Run(c.name, func(t *testing.T) {
			most := fit.Interval{Value: 1 / c.s.Value, Lo: 1 / c.s.Hi, Hi: 1 / c.s.Lo}.Raised(fit.Interval{})
			s := &study{fit: &fit.Fit{Workers: []int{1, 4, 16}, Runs: 84, SerialFraction: c.s, MaxSpeedup: most}}
			a := &Report{}
			if got := s.serialFraction(a, new(fit.Condition)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if unfit := strings.HasPrefix(c.want, "cannot tell"); unfit != (len(a.Advice) == 1 && a.Advice[0].Place == advice.Verdict && strings.Contains(c.want, fmt.Sprintf("make %d repeats", a.Advice[0].Need.Repeats))) {
				t.Errorf("advice %+v", a.Advice)
			}
		})
	}
}

// An S below 0 is a speed-up beyond linear where a point shows one by more than its noise, and
// else no Amdahl's law.
func TestSerialFractionBelowZero(t *testing.T) {
	for _, c := range []struct {
		name  string
		noise float64
		want  string
	}{
		{"quiet", 0.001, "S = -0.02"},
		{"noisy", 0.2, "S = -0.020 (95 % below 0), N = 1..16, 30 runs: no N is faster than in proportion to its workers by more than the noise, so these runs do not follow Amdahl's law."},
	} {
		runs := edit(runtest.Amdahl(6, 0, 10*time.Second, 1, 2, 4, 8, 16), func(r *harness.Run) {
			scale := (1.02 - 0.02*float64(r.Workers)) * (1 + c.noise*float64((r.Block+r.Workers)%3-1))
			for i := range r.Timing.Workers {
				r.Timing.Workers[i].Busy = time.Duration(scale * float64(r.Timing.Workers[i].Busy))
			}
			r.Timing.Parallel = 0
			r.Timing = runtest.Tiled(r.Timing)
		})
		h := header(1, 2, 4, 8, 16)
		h.Machine.EffectiveCPUs, h.GOMAXPROCS = 64, 64
		v := analyze(t, finished(h, runs), Options{}).Verdict
		if !strings.Contains(v, c.want) || (c.noise < 0.01) != strings.Contains(v, "the speed-up is more than linear, so Amdahl's law sets no ceiling.") {
			t.Errorf("%s: %s", c.name, v)
		}
	}
}

func TestLargestCause(t *testing.T) {
	s := fit.Interval{Value: 0.0132, Lo: 0.0118, Hi: 0.0149}
	merge := Cause{Name: "merge", SerialFraction: 0.004}
	inflation := Cause{Name: "inflation", SerialFraction: 0.006, Parts: []Cause{
		{Name: "gc", SerialFraction: 0.001}, {Name: "execution", SerialFraction: 0.005}}}
	for _, c := range []struct {
		name   string
		causes []Cause
		want   string
	}{
		{"most of it in one part", []Cause{merge, inflation}, "Largest cause: inflation, 0.0060 (most of it execution, 0.0050)."},
		{"parts alike", []Cause{merge, {Name: "inflation", SerialFraction: 0.006, Parts: []Cause{
			{Name: "gc", SerialFraction: 0.0021}, {Name: "interference", SerialFraction: 0.0021}, {Name: "execution", SerialFraction: 0.0018}}}},
			"Largest cause: inflation, 0.0060 (its largest part gc, 0.0021)."},
		{"one part", []Cause{merge, {Name: "spawn", SerialFraction: 0.005, Parts: []Cause{{Name: "start", SerialFraction: 0.005}}}}, "Largest cause: spawn (start), 0.0050."},
		{"without", []Cause{merge, {Name: "split", SerialFraction: 0.001}}, "Largest cause: merge, 0.0040."},
		{"none above 0", []Cause{{Name: "split", SerialFraction: -0.001}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := largestCause(&Report{Owners: []Owner{{Causes: c.causes}}, SerialFraction: &s}); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// saturating returns runs with a coordinator that works beside the workers and needs D in
// all: T = max(D, T1/N).
func saturating(blocks int, d, t1 time.Duration, workers ...int) []harness.Run {
	runs := runtest.Amdahl(blocks, 0, t1, workers...)
	return edit(runs, func(r *harness.Run) {
		for i := range r.Timing.Workers {
			w := &r.Timing.Workers[i]
			w.Claim = max(0, d-w.Busy)
		}
		r.Timing.Coordinator = d
		r.Timing = runtest.Tiled(r.Timing)
		runtest.Use(r, 0.001)
	})
}

func TestSaturatedCoordinator(t *testing.T) {
	h := header(1, 2, 4, 8, 16)
	h.Schedule, h.Pace = "queue", time.Millisecond
	a := analyze(t, finished(h, saturating(5, 91*time.Millisecond, time.Second, h.Workers...)), Options{})
	if s := *a.AccountedSerialFraction; math.Abs(s-0.091) > 0.002 {
		t.Errorf("accounted S = %v, want D/T1 = 0.091", s)
	}
	if s := a.SerialFraction.Value; s > 0.06 {
		t.Errorf("fitted S = %v: Amdahl's law should not see the coordinator in full", s)
	}
	for _, want := range []string{"but the causes account for 0.09", "the coordinator is busy for D = 91.0 ms of every run: beyond N* = T1/D = 11 "} {
		if !mentions(a.Warnings, want) {
			t.Errorf("no warning with %q in %q", want, a.Warnings)
		}
	}
	if top, _ := largest(a.Causes); top.Name != "dispatch" {
		t.Errorf("largest cause is %s, want dispatch", top.Name)
	}
}

// Where the runs decide for a knee the verdict names it, and S is the serial fraction below
// it. Here S is 0, because the coordinator works beside the workers. The causes add up to S.
func TestKneeIsNamed(t *testing.T) {
	h := header(1, 2, 4, 8, 16, 32, 64)
	h.Schedule, h.Pace = "queue", time.Millisecond
	a := analyze(t, finished(h, saturating(5, 91*time.Millisecond, time.Second, h.Workers...)), Options{})
	if a.ChosenModel != fit.Saturation.Name {
		t.Fatalf("chosen %s: %s", a.ChosenModel, a.Verdict)
	}
	for _, want := range []string{"N = 1..64, 35 runs: speed-up stops growing at N = 11 (", "; below it S < 0.000"} {
		if !strings.Contains(a.Verdict, want) {
			t.Errorf("verdict %q, want one with %q", a.Verdict, want)
		}
	}
	sum := 0.0
	for _, c := range a.Causes {
		sum += c.SerialFraction
	}
	if s := a.SerialFraction; math.Abs(sum-s.Value) > 1e-9 || s.Lo > 0 || s.Hi < 0 || !strings.HasPrefix(a.Estimator, "capped Amdahl, ") {
		t.Errorf("S = %+v by %s, the causes add up to %v", *s, a.Estimator, sum)
	}
	if strings.Contains(a.Verdict, "no number of workers") || math.Abs(a.MaxSpeedup.Value-11) > 0.1 {
		t.Errorf("verdict %q, the most speed-up is %v", a.Verdict, a.MaxSpeedup)
	}
}

// A peak far beyond the data is extrapolated, and the verdict states that.
func TestPeakBeyondTheData(t *testing.T) {
	for _, c := range []struct {
		name     string
		kappa    float64
		has, not string
	}{
		{"near", 1e-3, "; more workers make this slower.", "if it keeps growing"},
		{"far", 2e-5, ": if it keeps growing like this, the best speed-up is about 17x near N = 218, far beyond the largest N measured.", "more workers make this slower"},
	} {
		t.Run(c.name, func(t *testing.T) {
			workers := []int{1, 2, 4, 8, 16, 32, 64}
			runs := edit(runtest.Amdahl(10, 0, 10*time.Second, workers...), func(r *harness.Run) {
				x := float64(r.Workers)
				split := time.Duration(float64(r.Timing.Parallel) * (0.05*(x-1) + c.kappa*x*(x-1)))
				r.Timing.Split, r.Timing.Merge = split, 0
				r.Timing = runtest.Tiled(r.Timing)
			})
			h := header(workers...)
			h.Machine.EffectiveCPUs, h.GOMAXPROCS = 64, 64
			v := analyze(t, finished(h, runs), Options{}).Verdict
			if !strings.Contains(v, c.has) || strings.Contains(v, c.not) {
				t.Errorf("verdict %q, want one with %q", v, c.has)
			}
		})
	}
}

// One worker is fastest by any law whose peak is below two workers, and no number of them is
// written as none.
func TestOneWorkerIsFastest(t *testing.T) {
	for _, c := range []struct {
		sigma, kappa float64
		has          string
	}{
		{1.2, 0.01, "with overhead that grows with N: one worker is fastest, and more workers make this slower."},
		{0.98, 0.02, "with overhead that grows with N: one worker is fastest, and more workers make this slower."},
		{0.9, 0.04, "with overhead that grows with N: the best speed-up is 1.01x, at 2 workers; more workers make this slower."},
	} {
		workers := []int{1, 2, 4, 8, 16, 32}
		runs := edit(runtest.Amdahl(10, 0, 10*time.Second, workers...), func(r *harness.Run) {
			x := float64(r.Workers)
			r.Timing.Split = time.Duration(float64(r.Timing.Parallel) * (x * ((1-c.sigma)/x + c.sigma + c.kappa*(x-1) - 1/x)))
			r.Timing.Merge = 0
			r.Timing = runtest.Tiled(r.Timing)
		})
		h := header(workers...)
		h.Machine.EffectiveCPUs, h.GOMAXPROCS = 64, 64
		if v := analyze(t, finished(h, runs), Options{}).Verdict; !strings.Contains(v, c.has) {
			t.Errorf("σ %g, κ %g: verdict %q, want one with %q", c.sigma, c.kappa, v, c.has)
		}
	}
}

// Where the runs do not decide between Amdahl's law and the USL, the interval of S allows
// for both, and neither the sentence of the sweep nor that of a fit states overhead.
func TestOverheadLeftOpen(t *testing.T) {
	f, err := results.Read("../testdata/vintage/2-wait-paced.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSample(f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Report()
	if err != nil {
		t.Fatal(err)
	}
	for of, text := range map[string]string{"verdict": a.Verdict, "fit": s.study.choice.Sentence} {
		if a.ChosenModel != fit.USL.Name || !strings.Contains(text, "verhead may grow with N") || !strings.Contains(text, "do not decide between the amdahl and the usl model") ||
			strings.Contains(text, "peak") || strings.Contains(text, "near N") {
			t.Errorf("%s by %s: %s", of, a.ChosenModel, text)
		}
	}
}

// A law that has no S is named where the runs decide for it, in the verdict and, as the law
// of the ceiling, beside S.
func TestOtherLawIsNamed(t *testing.T) {
	f, err := results.Read("../../docs/sweeps/workloads/wait.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	a := analyze(t, f, Options{})
	if want := "The overhead model fits them better: time per worker rises with N"; !strings.Contains(a.Verdict, want) {
		t.Errorf("verdict %q, want one with %q", a.Verdict, want)
	}
	if a.SerialFractionModel != fit.USL.Name || a.ChosenModel != fit.LinearOverhead.Name {
		t.Errorf("S of %s, chosen %s", a.SerialFractionModel, a.ChosenModel)
	}
}

// The verdict on simulated runs states that they are, with a fit and without.
func TestSimulatedIsStated(t *testing.T) {
	const want = "These runs are in simulated time: no machine was measured."
	for engine, states := range map[string]bool{"sim": true, "pool": false} {
		for _, ns := range [][]int{{1, 2, 4}, {1}} {
			h := header(ns...)
			h.Engine = engine
			v := analyze(t, finished(h, runtest.Amdahl(6, 0, time.Second, ns...)), Options{}).Verdict
			if strings.Contains(v, want) != states {
				t.Errorf("%s at N = %v: %s", engine, ns, v)
			}
		}
	}
}

func TestGains(t *testing.T) {
	for speedup, want := range map[float64]bool{0.5: false, 1: false, 1.004: false, 1.006: true, 2: true, math.Inf(1): true} {
		if got := gains(speedup); got != want {
			t.Errorf("gains(%v) = %v", speedup, got)
		}
	}
}

func TestWarnings(t *testing.T) {
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	for _, c := range []struct {
		name   string
		change func(*results.File)
		want   string // "" = none
		code   advice.Code
	}{
		{"a quiet sweep", func(*results.File) {}, "", ""},
		{"failed", func(f *results.File) { f.End = &results.End{Failed: "a kernel panicked in rows 1..32"} }, "the sweep failed: a kernel panicked in rows 1..32", "sweep-failed"},
		{"torn", func(f *results.File) { f.Warnings = []string{"line 9 was cut short"} }, "line 9 was cut short", "file"},
		{"too small", func(f *results.File) { f.Runs = runtest.Amdahl(6, 0, ms(2), 1, 2, 4) }, "T(1) is 2.00 ms, too short to time well: repeat the rows 26 times", "t1-too-small"},
		{"too small though tiled", func(f *results.File) { f.Header.Tile, f.Runs = 4, runtest.Amdahl(6, 0, ms(2), 1, 2, 4) }, "repeat the rows 104 times", "t1-too-small"},
		{"interference", func(f *results.File) {
			edit(f.Runs, func(r *harness.Run) {
				for i := range r.Timing.Workers {
					r.Timing.Workers[i].Sched.RunDelay = r.Timing.Wall / 20
				}
			})
		}, "the workers waited for a CPU for more than 2 % of the runs at N = 1, 2, 4", "interference"},
		{"steal", func(f *results.File) {
			edit(f.Runs, func(r *harness.Run) { steal := r.Timing.Wall / 5; r.System.Steal = &steal })
		}, "the hypervisor took more than 2 % of the CPUs", "steal"},
		{"collector", func(f *results.File) {
			edit(f.Runs, func(r *harness.Run) { pause := r.Timing.Wall / 20; r.System.GCPause = &pause })
		}, "garbage collection took more than 1 %", "gc"},
		{"fit", func(f *results.File) { f.Runs = runtest.Amdahl(6, 0, ms(400), 1, 2) }, "only two N", "two-n-only"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := finished(header(1, 2, 4), runtest.Amdahl(6, ms(10), ms(400), 1, 2, 4))
			c.change(f)
			a := analyze(t, f, Options{})
			if c.want == "" && len(a.Warnings) > 0 || c.want != "" && !warns(a, c.code, c.want) {
				t.Errorf("warnings %q, want %s with %q", a.Warnings, c.code, c.want)
			}
		})
	}
}

func TestFlags(t *testing.T) {
	one := 1
	runs := edit(runtest.Amdahl(4, 0, 400*time.Millisecond, 1, 2), func(r *harness.Run) {
		if r.Workers == 2 && r.Block == 3 {
			r.System.GCCycles = &one
			for i := range r.Timing.Workers {
				r.Timing.Workers[i].Sched.RunDelay = r.Timing.Wall / 2
			}
		}
	})
	a := analyze(t, finished(header(1, 2), runs), Options{})
	if got := strings.Join(a.Points[0].Flags, ","); got != "" {
		t.Errorf("N = 1 is flagged %q", got)
	}
	if got := strings.Join(a.Points[1].Flags, ","); got != "gc,interference" {
		t.Errorf("N = 2 is flagged %q, want gc,interference", got)
	}
}
