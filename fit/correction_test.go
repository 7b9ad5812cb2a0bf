package fit

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// A known bias moves the ends of S and of the largest speed-up, also in the sentence, on
// the side where it lies. It moves no value.
func TestCorrectionBelongsInTheInterval(t *testing.T) {
	for _, c := range []struct {
		name  string
		late  func(n int) float64 // seconds of a run, of a T1 of 1
		lower bool                // S without it is lower
	}{
		{"late at the end of every run", func(int) float64 { return 0.004 }, true},
		{"late at N = 1 alone", func(n int) float64 { return map[bool]float64{true: 0.05}[n == 1] }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			obs := uslRuns(rand.New(rand.NewPCG(11, 12)), 0.05, 0, 0.002, 10, 1, 2, 4, 8, 16)
			corrected := make([]Observation, len(obs))
			for i, o := range obs {
				corrected[i] = Observation{o.Workers, o.Seconds - c.late(o.Workers)}
			}
			plain, _, err := Serial(obs, nil, TrimmedMean, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			without, _, err := Serial(corrected, nil, TrimmedMean, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			f, choice, err := Serial(obs, corrected, TrimmedMean, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			s := f.SerialFraction
			if want := plain.SerialFraction.Hull(without.SerialFraction); s != want || s == plain.SerialFraction {
				t.Errorf("S = %v, want %v; as measured %v", s, want, plain.SerialFraction)
			}
			if want := plain.MaxSpeedup.Hull(without.MaxSpeedup).Raised(choice.Curve.best()); f.MaxSpeedup != want {
				t.Errorf("most speed-up %v, want %v", f.MaxSpeedup, want)
			}
			bias := plain.SerialFraction.Value - without.SerialFraction.Value
			if math.Abs(choice.Bias()-bias) > 1e-15 || (bias > 0) != c.lower {
				t.Errorf("the bias is %v, want %v", choice.Bias(), bias)
			}
			if p := (Param{Name: "S", Estimate: s}).String(); f.Model != AmdahlLaw.Name || !strings.Contains(choice.Sentence, p) {
				t.Errorf("%s: the sentence %q is without %q", f.Model, choice.Sentence, p)
			}
		})
	}
}

// The bias is computed with one law, though the runs without it prefer another: late
// timers whose delay grows with the number of workers look like overhead, which the runs
// without them do not have.
func TestCorrectionKeepsTheLaw(t *testing.T) {
	corrected := uslRuns(rand.New(rand.NewPCG(17, 18)), 0.05, 0, 0.002, 10, 1, 2, 4, 8, 16)
	obs := make([]Observation, len(corrected))
	for i, o := range corrected {
		obs[i] = Observation{o.Workers, o.Seconds + 0.004*float64(o.Workers-1)}
	}
	plain, _, err := Serial(obs, nil, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	without, other, err := Serial(corrected, nil, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	f, choice, err := Serial(obs, corrected, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if f.Model != USL.Name || without.Model != AmdahlLaw.Name {
		t.Fatalf("S is read from %s, without the bias from %s: this test needs two laws", f.Model, without.Model)
	}
	usl := other.candidate(USL).Curve
	sigma, _ := other.SerialParam(usl)
	if want := plain.SerialFraction.Hull(sigma.Estimate); f.SerialFraction != want {
		t.Errorf("S = %v, want %v", f.SerialFraction, want)
	}
	if want := plain.SerialFraction.Value - usl.Params[1].Estimate.Value; math.Abs(choice.Bias()-want) > 1e-15 {
		t.Errorf("the bias is %v, want %v", choice.Bias(), want)
	}
	if want := plain.MaxSpeedup.Hull(other.MaxSpeedup(choice.without(choice.Curve))); f.MaxSpeedup != want {
		t.Errorf("most speed-up %v, want %v", f.MaxSpeedup, want)
	}
}

// The bias is 0 for runs without one, and where no runs are left without it.
func TestNoCorrection(t *testing.T) {
	obs := uslRuns(rand.New(rand.NewPCG(13, 14)), 0.05, 0, 0.002, 5, 1, 2, 4, 8)
	plain, _, err := Serial(obs, nil, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for name, corrected := range map[string][]Observation{"none": nil, "one N": obs[:1], "no time": {{1, 0}, {2, 0}}} {
		f, choice, err := Serial(obs, corrected, TrimmedMean, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if f.SerialFraction != plain.SerialFraction || choice.Bias() != 0 {
			t.Errorf("%s: S = %v with a bias of %v", name, f.SerialFraction, choice.Bias())
		}
	}
}
