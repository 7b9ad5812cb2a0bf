package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A job on a machine that takes nothing has the same S either way.
func TestOwnSerialIsTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	runs := ownTrial{serial: 0.04, begin: 0.01, cv: 0.1, most: 8, repeats: 6}.runs(r)
	obs, err := ownTimes(runs, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := Amdahl(obs, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	own, err := OwnSerialOf(runs, nil, nil, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if own.Model != AmdahlLaw.Name || math.Abs(own.SerialFraction.Value-whole.SerialFraction.Value) > 1e-12 {
		t.Errorf("own S %v by %s, of the same times %v", own.SerialFraction, own.Model, whole.SerialFraction)
	}
}

// Overhead that grows with N is not counted as serial, and the ceiling is the peak.
func TestOwnSerialWithOverhead(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	o, err := OwnSerialOf(ownTrial{serial: 0.02, begin: 0.01, kappa: 0.0005, cv: 0.01, most: 64, repeats: 10}.runs(r), nil, nil, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	peak := 1 / (0.02 - 0.0005 + 2*math.Sqrt(0.0005*0.98))
	if m := o.MaxSpeedup; o.Model != USL.Name || m.Lo > peak || m.Hi < peak || m.Hi > 1.2*m.Lo {
		t.Errorf("by %s the largest speed-up is %v, planted %v", o.Model, m, peak)
	}
}

// Points that miss the law widen the interval, though hardly any noise is in the runs.
func TestOwnSerialLackOfFit(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	runs := ownTrial{serial: 0.02, begin: 0.01, cv: 0.02, most: 16, repeats: 8}.runs(r)
	for i := range runs {
		if runs[i].Workers == 4 {
			runs[i].Overhead *= 1.5
		}
	}
	o, err := OwnSerialOf(runs, nil, nil, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if i := o.SerialFraction; !o.Widened || i.Hi-i.Lo < 0.004 {
		t.Errorf("widened %v, S %v, %+v", o.Widened, i, o.LackOfFit)
	}
}

func TestOwnSerialNeedsTwoN(t *testing.T) {
	for name, runs := range map[string][]SplitRun{
		"no run at all":    nil,
		"no run at N = 1":  {{Workers: 2, Overhead: 1}},
		"only runs at one": {{Workers: 1, Overhead: 1, Work: 2}, {Workers: 1, Overhead: 1, Work: 2}},
		"no time":          {{Workers: 1}, {Workers: 2}},
	} {
		if o, err := OwnSerialOf(runs, nil, nil, 0.95); err == nil {
			t.Errorf("%s: S = %v", name, o.SerialFraction)
		}
	}
}

// An interval of a difference contains that of two exact numbers, and no end is lost where
// one is unbounded.
func TestIntervalMinus(t *testing.T) {
	a, b := Interval{5, 4, 7, 0.95}, Interval{2, 2, 2, 0.95}
	if d := a.Minus(b); d != (Interval{3, 2, 5, 0.95}) {
		t.Errorf("less an exact number: %v", d)
	}
	if d := a.Minus(Interval{1, math.Inf(-1), 2, 0.95}); d.Value != 4 || !math.IsInf(d.Hi, 1) || d.Lo != 4-math.Sqrt2 {
		t.Errorf("less an unbounded one: %v", d)
	}
}

// As overhead moves the same noise from an estimate of kappa below 0 to one above, the lower end
// of the program's own S moves with it and never jumps.
func TestOwnIntervalFollowsOverhead(t *testing.T) {
	var last *OwnSerial
	below, above := 0, 0
	for step := range 100 {
		kappa := 1e-5 * float64(step-70)
		runs := ownTrial{serial: 0.03, begin: 0.015, kappa: kappa, cv: 0.05, most: 8, repeats: 10}.runs(rand.New(rand.NewPCG(1990, 15)))
		obs, err := ownTimes(runs, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		usl, err := newOwnLaw(USL, obs, runs, SharedPart{}, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		o, err := OwnSerialOf(runs, SharedPart{}, nil, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if last != nil && o.Widened == last.Widened { // lack of fit is a test and changes at one point
			if s, before := o.SerialFraction, last.SerialFraction; math.Abs(s.Lo-before.Lo) > 0.05*(before.Hi-before.Lo) {
				t.Errorf("kappa %.2g: S = %v after %v", kappa, s, before)
			}
		}
		last = o
		if usl.ratio(2).Value > 0 {
			above++
		} else {
			below++
		}
	}
	if below < 20 || above < 20 {
		t.Errorf("kappa is below 0 in %d steps and above in %d: too few for this test", below, above)
	}
}
