//go:build !race

package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// spreadRuns generates runs of Amdahl's law with a cause that has its own noise.
func spreadRuns(r *rand.Rand, repeats int) (obs []Observation, split, rest []float64) {
	for range repeats {
		for _, n := range []int{1, 2, 4, 8} {
			s := 0.03 * math.Exp(0.1*r.NormFloat64())
			p := 0.97 / float64(n) * math.Exp(0.01*r.NormFloat64())
			obs, split, rest = append(obs, Observation{n, s + p}), append(split, s), append(rest, p)
		}
	}
	return obs, split, rest
}

// TestSpreadOfTimes checks that the noise of a time is that of its point, and the noise of
// the log of a quotient that of both points.
func TestSpreadOfTimes(t *testing.T) {
	obs, _, _ := spreadRuns(rand.New(rand.NewPCG(1, 1)), 9)
	points, err := Points(obs, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSpread(obs)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range points {
		terms := make([]float64, len(obs))
		for i, o := range obs {
			if o.Workers == l.Workers {
				terms[i] = math.Log(o.Seconds)
			}
		}
		i := s.Estimate(math.Log(l.Seconds.Value), terms).Interval(0.95)
		if math.Abs(math.Exp(i.Lo)-l.Seconds.Lo) > 1e-12 || math.Abs(math.Exp(i.Hi)-l.Seconds.Hi) > 1e-12 {
			t.Errorf("N = %d: %v, want %v", l.Workers, i, l.Seconds)
		}
	}
	if e := s.Estimate(1, make([]float64, len(obs))); e.DF != 0 {
		t.Errorf("equal terms have noise: %+v", e)
	}
}

// TestTerms checks the locations of terms, which are linear parts of quotients: 0 for a
// charge, 1 for log T1. It also checks that causes add up.
func TestTerms(t *testing.T) {
	obs, split, rest := spreadRuns(rand.New(rand.NewPCG(2, 1)), 9)
	f, err := Amdahl(obs, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSpread(obs)
	if err != nil {
		t.Fatal(err)
	}
	whole := make([]float64, len(obs))
	for i, o := range obs {
		whole[i] = o.Seconds
	}
	near := func(name string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-3 {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	total := func(at map[int]float64) (sum float64) {
		for _, x := range at {
			sum += x
		}
		return sum
	}
	near("charge", total(s.Locations(f.Terms(split))), 0)
	near("log T1", total(s.Locations(f.T1Terms())), 1)
	a, b, sum := f.Terms(split), f.Terms(rest), f.Terms(whole)
	for i := range sum {
		if math.Abs(a[i]+b[i]-sum[i]) > 1e-12 {
			t.Fatalf("run %d: %v + %v is not %v", i, a[i], b[i], sum[i])
		}
	}
}

// TestChargeHolds checks that the interval of a cause has its stated coverage, whether or
// not the cause is correlated with the time of the run.
func TestChargeHolds(t *testing.T) {
	const sweeps = 600
	for _, repeats := range []int{5, 8, 12} {
		r := rand.New(rand.NewPCG(3, uint64(repeats)))
		held := map[string]int{}
		for range sweeps {
			obs, split, rest := spreadRuns(r, repeats)
			f, err := Amdahl(obs, TrimmedMean, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			s, err := NewSpread(obs)
			if err != nil {
				t.Fatal(err)
			}
			mean := 0.03 * math.Exp(0.1*0.1/2)
			for name, c := range map[string]struct {
				values []float64
				truth  float64
			}{"split": {split, mean / (mean + 0.97)}, "rest": {rest, 0}} {
				i := s.Estimate(f.Charge(c.values), f.Terms(c.values)).Interval(0.95)
				if i.Lo <= c.truth && c.truth <= i.Hi {
					held[name]++
				}
			}
		}
		for name, n := range held {
			if n < sweeps*92/100 || n > sweeps*98/100 {
				t.Errorf("%d repeats: %s: %d of %d intervals hold the truth", repeats, name, n, sweeps)
			}
		}
	}
}

func TestCentre(t *testing.T) {
	e := Centre([]float64{3, 1, 2, 100, -90})
	if e.Value != 2 || e.SE <= 0 || e.SE > 1 || math.Abs(e.DF-1.7) > 1e-12 {
		t.Errorf("%+v", e)
	}
	if e := Centre([]float64{1}); e.Value != 1 || e.DF != 0 {
		t.Errorf("one: %+v", e)
	}
	if e := Centre(nil); !math.IsNaN(e.Value) || e.DF != 0 {
		t.Errorf("none: %+v", e)
	}
}
