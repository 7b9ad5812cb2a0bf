package fit

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// uslRuns generates runs of the USL with relative noise.
func uslRuns(r *rand.Rand, sigma, kappa, cv float64, repeats int, ns ...int) []Observation {
	var obs []Observation
	for range repeats {
		for _, n := range ns {
			x := float64(n)
			t := (1 + sigma*(x-1) + kappa*x*(x-1)) / x
			obs = append(obs, Observation{n, t * math.Exp(cv*r.NormFloat64())})
		}
	}
	return obs
}

// Where time per worker rises with N, S is the sigma of the USL and not the S of Amdahl's
// law, which includes the overhead.
func TestSerialReadsSigma(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	obs := uslRuns(r, 0.05, 4e-5, 0.001, 10, 1, 2, 4, 8, 16, 32, 64)
	f, choice, err := Serial(obs, nil, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if f.Model != "usl" || choice.Curve.Model != "usl" {
		t.Fatalf("S is read from %s, the choice is %s", f.Model, choice.Curve.Model)
	}
	if s := f.SerialFraction; s.Lo > 0.05 || s.Hi < 0.05 {
		t.Errorf("S = %v, planted 0.05", s)
	}
	if a, _ := Amdahl(obs, TrimmedMean, 0.95); a.SerialFraction.Lo < 0.0505 {
		t.Errorf("Amdahl's S = %v: too near to sigma for this test", a.SerialFraction)
	}
	// the peak of the USL, Gunther 2007, eq. 4.33
	at := math.Sqrt(0.95 / 4e-5)
	want := 1 / ((1 + 0.05*(at-1) + 4e-5*at*(at-1)) / at)
	if m := f.MaxSpeedup; math.Abs(m.Value/want-1) > 0.02 || m.Lo > want || m.Hi < want {
		t.Errorf("most speed-up %v, want %v", m, want)
	}
}

func TestSerialKeepsAmdahl(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	f, choice, err := Serial(uslRuns(r, 0.02, 0, 0.01, 10, 1, 2, 4, 8, 16), nil, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if f.Model != "amdahl" || choice.Curve.Model != "amdahl" || f.SerialFraction.Lo > 0.02 || f.SerialFraction.Hi < 0.02 {
		t.Errorf("%s, %s, S = %v", f.Model, choice.Curve.Model, f.SerialFraction)
	}
}

// Charges add up to S, whichever law S is read from.
func TestSerialChargesAddUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		kappa := rapid.SampledFrom([]float64{0, 1e-4, 1e-3}).Draw(rt, "kappa")
		obs := uslRuns(r, rapid.Float64Range(0, 0.3).Draw(rt, "sigma"), kappa, 0.02, 4, 1, 2, 4, 8, 16, 32)
		f, _, err := Serial(obs, nil, TrimmedMean, 0.95)
		if err != nil {
			rt.Fatal(err)
		}
		first, second := make([]float64, len(obs)), make([]float64, len(obs))
		for i, o := range obs {
			first[i] = o.Seconds * r.Float64()
			second[i] = o.Seconds - first[i]
		}
		sum := f.Charge(first) + f.Charge(second)
		if math.Abs(sum-f.SerialFraction.Value) > 1e-9 {
			rt.Fatalf("%s: charges add up to %v, S is %v", f.Model, sum, f.SerialFraction.Value)
		}
	})
}

// kneeRuns generates runs of Amdahl's law on no more than cap CPUs.
func kneeRuns(r *rand.Rand, s, cap, cv float64, repeats int, ns ...int) []Observation {
	var obs []Observation
	for range repeats {
		for _, n := range ns {
			obs = append(obs, Observation{n, (s + (1-s)/min(float64(n), cap)) * math.Exp(cv*r.NormFloat64())})
		}
	}
	return obs
}

// Where speed-up stops at a knee, S is what is serial below it, as the causes are, and
// the ceiling is at the knee. One N below it does not determine S.
func TestSerialReadsBelowAKnee(t *testing.T) {
	for _, c := range []struct {
		name         string
		s, cap       float64
		ns           []int
		chosen, from Model
	}{
		{"S and a knee", 0.02, 4, []int{1, 2, 4, 8, 16}, Capped, Capped},
		{"a knee alone", 0, 6, []int{1, 2, 4, 8, 16, 32}, Saturation, Capped},
		{"one N below it", 0, 3, []int{1, 4, 8, 16}, Saturation, AmdahlLaw},
		{"N = 2 on it", 0, 1.5, []int{1, 2, 4, 8}, Saturation, AmdahlLaw},
	} {
		t.Run(c.name, func(t *testing.T) {
			obs := kneeRuns(rand.New(rand.NewPCG(15, 16)), c.s, c.cap, 0.005, 8, c.ns...)
			f, choice, err := Serial(obs, nil, TrimmedMean, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if choice.Curve.Model != c.chosen.Name || f.Model != c.from.Name {
				t.Fatalf("chosen is %s, S is read from %s: %s", choice.Curve.Model, f.Model, choice.Sentence)
			}
			below := strings.Contains(choice.Sentence, "; below it S ")
			if s := f.SerialFraction; f.Model == Capped.Name && (s.Lo > c.s || s.Hi < c.s || s.Hi > c.s+0.02) || below != (f.Model == Capped.Name) {
				t.Errorf("S = %v, planted %v: %s", s, c.s, choice.Sentence)
			}
			// Where no S is seen below the knee, the ceiling allows for one.
			if knee, m := choice.Curve.Ceiling(), f.MaxSpeedup; m.Value != knee.Value || m.Lo > knee.Lo || m.Hi < knee.Hi || m.Hi > 1.01*knee.Hi {
				t.Errorf("most speed-up %v, that of the knee is %v", m, knee)
			}
			whole := make([]float64, len(obs))
			for i, o := range obs {
				whole[i] = o.Seconds
			}
			if sum := f.Charge(whole); math.Abs(sum-f.SerialFraction.Value) > 1e-9 {
				t.Errorf("the runs are charged with %v, S is %v", sum, f.SerialFraction.Value)
			}
		})
	}
}
