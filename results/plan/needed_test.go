package plan

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/fit"
	"serialfraction/results/timings/curves"
)

// basisOf returns the basis of a job whose law is known, timed without luck.
func basisOf(t interface{ Fatal(...any) }, loads []float64, share func(n float64) float64) Basis {
	s := curves.Series{Source: "law", Quantity: curves.Time, Sure: true}
	for k := range 6 {
		for at, n := range loads {
			s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: 100 * share(n) * (1 + 0.001*math.Sin(float64(5*k+3*at)))})
		}
	}
	a, err := curves.Analyze(s, curves.Options{Method: fit.Default})
	if err != nil {
		t.Fatal(err)
	}
	b, err := OfTimings("law", a)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// By a law with overhead or a knee S = 0 may not be enough, and the sentence names the reason.
func TestNeededBesideOverheadAndKnee(t *testing.T) {
	loads := []float64{1, 2, 4, 8, 16, 32}
	overhead := basisOf(t, loads, func(n float64) float64 { return 0.03 + 0.97/n + 0.004*(n-1) })
	knee := basisOf(t, loads, func(n float64) float64 { return 0.03 + 0.97/min(n, 10) })
	for _, tc := range []struct {
		name   string
		b      Basis
		target float64
		needed float64 // 0 = none
		want   string
	}{
		{"overhead", overhead, 100 * 0.11, 0, "11 s is out of reach even with S = 0: the job takes 12.3 s at best, with 16 workers, as overhead grows with N"},
		{"overhead, with less S", overhead, 100 * 0.13, (0.13 - 0.1225) * 16 / 15, "needs S ≤ "},
		{"knee", knee, 100 * 0.09, 0, "9 s is out of reach even with S = 0: the job takes 10.00 s at best, with 11 workers, and more do not make it faster"},
		{"knee, with less S", knee, 100 * 0.115, (0.115 - 0.1) / 0.9, "needs S ≤ "},
	} {
		p := make1(t, tc.b, Question{Target: tc.target})
		if p.Reachable != No || !strings.Contains(p.Verdict, tc.want) {
			t.Errorf("%s by %s: %s", tc.name, tc.b.Laws[0].Model, p.Verdict)
		}
		switch got := p.NeededSerialFraction; {
		case (got == nil) != (tc.needed == 0):
			t.Errorf("%s: needs %v", tc.name, got)
		case got != nil:
			near(t, tc.name, *got, tc.needed, 0.05)
		}
		if p := make1(t, tc.b, Question{Target: tc.target, MaxWorkers: 8, Counts: All, Faster: 1.01}); p.Reachable == No && p.NeededSerialFraction == nil && strings.Contains(p.Verdict, "needs S") {
			t.Errorf("%s: %s", tc.name, p.Verdict)
		}
	}
}

// Where better code alone meets the target, on one worker, no S is too much.
func TestNeededByCodeAlone(t *testing.T) {
	b := basisOf(t, []float64{1, 2, 4, 8, 16}, func(n float64) float64 { return 0.05 + 0.95/n + 0.003*(n-1) })
	p := make1(t, b, Question{Target: 10.015, Runtime: 100, Counts: All, MaxWorkers: 2})
	if s := p.NeededSerialFraction; s == nil || *s != 1 {
		t.Errorf("needs %v, want 1", s)
	}
}

// Property: with the S that is needed, and the law otherwise as it is, the target is met, and with
// more it is not.
func TestNeededIsEnough(t *testing.T) {
	laws := []Basis{
		measured(0.05, 0.04, 0.06),
		basisOf(t, []float64{1, 2, 4, 8, 16}, func(n float64) float64 { return 0.05 + 0.95/n + 0.003*(n-1) }),
		basisOf(t, []float64{1, 2, 4, 8, 16, 32}, func(n float64) float64 { return 0.05 + 0.95/min(n, 9) }),
	}
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SampledFrom(laws).Draw(t, "law")
		q := Question{Target: 100 / rapid.Float64Range(1.1, 30).Draw(t, "U"), Runtime: 100}
		q.Counts = rapid.SampledFrom([]Gain{AsItIs, Kernel, All}).Draw(t, "gain")
		q.MaxWorkers = math.Floor(rapid.Float64Range(2, 40).Draw(t, "limit"))
		p := make1(t, b, q)
		by := b.laws()[0]
		kernel, all := setting{gain: q.Counts, faster: UsualGain}.factors()
		best := func(s float64) float64 {
			least := math.Inf(1)
			for n := 1.0; n <= q.MaxWorkers; n++ {
				least = min(least, 100*by.with(s, n, kernel)/all)
			}
			return least
		}
		switch s := p.NeededSerialFraction; {
		case s == nil:
			if best(0) <= q.Target*(1-1e-9) {
				t.Fatalf("%v s at S = 0 is within %v s", best(0), q.Target)
			}
		case *s < 1:
			if at, more := best(*s), best(*s+0.001); at > q.Target*(1+1e-9) || more <= q.Target {
				t.Fatalf("S ≤ %v gives %v s, more %v s, for %v s", *s, at, more, q.Target)
			}
		}
	})
}
