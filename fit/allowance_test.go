//go:build !race

package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// As overhead moves the same noise from an estimate of kappa below 0 to one above, the interval
// of S moves with it and never jumps: at most by a few percent of its width in a step of a
// hundredth of what is seen of kappa.
func TestIntervalFollowsOverhead(t *testing.T) {
	noise := make([]float64, 40)
	r := rand.New(rand.NewPCG(1993, 2007))
	for i := range noise {
		noise[i] = 0.02 * r.NormFloat64()
	}
	var last Interval
	widened := false // by lack of fit, which is a test and changes at one point
	below, above, seen := 0, 0, 0
	for step := range 300 {
		kappa := 2e-5 * float64(step-100)
		var obs []Observation
		for i, n := range noise {
			workers := 1 << (i % 4)
			x := float64(workers)
			obs = append(obs, Observation{workers, (1 + 0.02*(x-1) + kappa*x*(x-1)) / x * math.Exp(n)})
		}
		ch, err := Default.Choose(Readings(obs))
		if err != nil {
			t.Fatal(err)
		}
		p, _ := ch.SerialParam(ch.candidate(AmdahlLaw).Curve)
		s := p.Estimate
		changed := widened != ch.candidate(AmdahlLaw).Curve.Widened
		widened = ch.candidate(AmdahlLaw).Curve.Widened
		if step > 0 && !changed {
			if moved := max(math.Abs(s.Lo-last.Lo), math.Abs(s.Hi-last.Hi)); moved > 0.05*(last.Hi-last.Lo) {
				t.Errorf("kappa %.2g: S = %v after %v", kappa, s, last)
			}
		}
		last = s
		switch k := ch.candidate(USL).Curve.Params[2].Estimate; {
		case k.Lo > 0:
			seen++
		case k.Value > 0:
			above++
		default:
			below++
		}
	}
	if below < 20 || above < 20 || seen < 20 {
		t.Errorf("kappa is below 0 in %d steps, above in %d, seen in %d: too few for this test", below, above, seen)
	}
}

// The difference of two S by one law has nothing for overhead that both or neither have; by two
// laws it has what they differ by.
func TestBeyondByALaw(t *testing.T) {
	r := rand.New(rand.NewPCG(1993, 2))
	var obs []Observation
	for range 8 {
		for _, n := range []int{1, 2, 4} {
			obs = append(obs, Observation{n, amdahlTime(float64(n), 0.03) * math.Exp(0.005*r.NormFloat64())})
		}
	}
	f, ch, err := Serial(obs, nil, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	amdahl, usl := ch.candidate(AmdahlLaw).Curve.Params[1].Estimate, ch.candidate(USL).Curve.Params[1].Estimate
	if s := f.serialBy(AmdahlLaw.Name, 0.95); f.Model != AmdahlLaw.Name || s.Lo != amdahl.Lo || !(f.SerialFraction.Lo < s.Lo) || s.Hi != f.SerialFraction.Hi {
		t.Errorf("by its own law %v, of %v", s, f.SerialFraction)
	}
	if s := f.serialBy(USL.Name, 0.95); s.Lo > usl.Lo || s.Hi < usl.Hi || s.Hi < f.SerialFraction.Hi {
		t.Errorf("by the USL %v, whose sigma is %v", s, usl)
	}
	if s := f.serialBy(Capped.Name, 0.95); s.Interval != f.SerialFraction {
		t.Errorf("by a law that was not compared %v, of %v", s, f.SerialFraction)
	}
}

// A known bias that is not removed stays in the difference of two S by one law.
func TestBeyondKeepsTheBias(t *testing.T) {
	r := rand.New(rand.NewPCG(1993, 3))
	var obs, corrected []Observation
	for range 8 {
		for _, n := range []int{1, 2, 4} {
			seconds := amdahlTime(float64(n), 0.03) * math.Exp(0.005*r.NormFloat64())
			obs = append(obs, Observation{n, seconds})
			corrected = append(corrected, Observation{n, seconds - 0.001*indicator(n > 1)})
		}
	}
	f, _, err := Serial(obs, corrected, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	without, err := Amdahl(corrected, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	own := f.laws[AmdahlLaw.Name]
	if s := f.serialBy(AmdahlLaw.Name, 0.95); f.Model != AmdahlLaw.Name || !(f.SerialFraction.Lo < s.Lo) || s.Lo != without.SerialFraction.Lo || s.Lo != own.Lo {
		t.Errorf("by its own law %v, of %v; without the bias %v", s, f.SerialFraction, without.SerialFraction)
	}
}

// S that a law of less than no overhead has is its own, whatever the interval of both laws is.
func TestSigmaKeepsItsValue(t *testing.T) {
	ch, err := Default.Choose(Readings(uslRuns(rand.New(rand.NewPCG(1993, 4)), 0.05, -1e-3, 0.002, 10, 1, 2, 4, 8)))
	if err != nil {
		t.Fatal(err)
	}
	usl := ch.candidate(USL).Curve
	p, _ := ch.SerialParam(usl)
	own := usl.Params[1].Estimate.Value
	if s := p.Estimate; !(usl.Params[2].Estimate.Hi < 0) || s.Value != own || s.Lo > own || s.Hi < own {
		t.Errorf("S = %v by the USL, whose own is %v and kappa %v", s, own, usl.Params[2].Estimate)
	}
}
