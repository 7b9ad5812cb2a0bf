package fit

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// Where Amdahl's law is excluded, its interval does not widen that of sigma.
func TestSerialParamTakesOneLaw(t *testing.T) {
	obs := uslRuns(rand.New(rand.NewPCG(5, 6)), 0.05, 1e-3, 0.005, 10, 1, 2, 4, 8, 16, 32, 64)
	f, choice, err := Serial(obs, nil, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	own := choice.candidate(USL).Curve.Params[1].Estimate
	if f.Model != USL.Name || f.SerialFraction != own {
		t.Errorf("%s: S = %v, the parameter of %s alone is %v", f.Model, f.SerialFraction, USL.Name, own)
	}
}

// The ceiling and the sentence use the same interval as S. Of many data sets the test uses
// those that keep Amdahl's law and leave overhead in doubt.
func TestSerialParamIsEverywhere(t *testing.T) {
	doubtful := 0
	for seed := range uint64(40) {
		obs := uslRuns(rand.New(rand.NewPCG(7, seed)), 0.02, 1e-5, 0.02, 10, 1, 2, 4, 8, 16, 32, 64)
		f, choice, err := Serial(obs, nil, TrimmedMean, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		own, kappa := choice.candidate(AmdahlLaw).Curve.Params[1].Estimate, choice.candidate(USL).Curve.Params[2].Estimate
		s := f.SerialFraction
		if f.Model != AmdahlLaw.Name || kappa.Value < 0 {
			continue
		}
		doubtful++
		if s.Lo > own.Lo || s.Value != own.Value || s.Hi > own.Hi {
			t.Errorf("seed %d: S = %v, Amdahl's alone %v", seed, s, own)
		}
		// Of sigma = 0.02 and kappa = 1e-5 the largest speed-up is 38.1, far below 1/S.
		if m := f.MaxSpeedup; m.Value != inverse(s.Value) || m.Lo > 38.1 || m.Hi != inverse(s.Lo) {
			t.Errorf("seed %d: most speed-up %v of S = %v", seed, m, s)
		}
		if p := (Param{Name: "S", Estimate: s}); choice.Curve.Model == AmdahlLaw.Name && !strings.Contains(choice.Sentence, p.String()) {
			t.Errorf("seed %d: the sentence %q is without %q", seed, choice.Sentence, p)
		}
		if band := f.Speedup(8); math.Abs(band.Lo/f.curve.Speedup(8).Lo-1) > 0.01 {
			t.Errorf("seed %d: the band within the data is %v, the curve's %v", seed, band, f.curve.Speedup(8))
		}
	}
	if doubtful < 5 {
		t.Errorf("%d data sets in doubt: too few for this test", doubtful)
	}
}
