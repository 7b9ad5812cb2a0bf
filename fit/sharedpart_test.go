package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The error of a part that all runs have alike is in the interval, as that of the mean of its
// estimates, and it is unknown where there is but one.
func TestSharedPart(t *testing.T) {
	runs := ownTrial{serial: 0.03, begin: 0.01, cv: 0.001, most: 2, repeats: 12}.runs(rand.New(rand.NewPCG(2, 7)))
	own := func(shared SharedPart, level float64) Interval {
		o, err := OwnSerialOf(runs, shared, nil, level)
		if err != nil {
			t.Fatal(err)
		}
		return o.SerialFraction
	}
	none := own(nil, 0.95)
	if same := own(SharedPart{{2: 0.001}, {2: 0.001}}, 0.95); math.Abs(same.Hi/none.Hi-1) > 1e-12 {
		t.Errorf("estimates that agree: %v, without a shared part %v", same, none)
	}
	// Twice the seconds at N = 2 are in S, in units of 1 s: the mean of five has the standard error 0.001.
	five := SharedPart{{2: 0}, {2: 0.002}, {2: 0}, {2: 0.002}, {2: 0.001}}
	for _, level := range []float64{0.95, 0.995} {
		want := 2 * 0.001 / math.Sqrt(5) * student(level, 4)
		if i := own(five, level); i.Value != none.Value || math.Abs((i.Hi-i.Value)/want-1) > 0.15 {
			t.Errorf("at %v: %v, want %v about it", level, i, want)
		}
	}
	if i := own(SharedPart{{2: 0.001}}, 0.95); !math.IsInf(i.Lo, -1) || !math.IsInf(i.Hi, 1) {
		t.Errorf("of one estimate: %v", i)
	}
}

// Points that miss the law by no more than their shared part may err are on it.
func TestSharedPartMissesNoLaw(t *testing.T) {
	runs := ownTrial{serial: 0.03, begin: 0.01, cv: 0.001, most: 8, repeats: 12}.runs(rand.New(rand.NewPCG(2, 7)))
	for i := range runs {
		if runs[i].Workers == 4 {
			runs[i].Overhead += 0.002
		}
	}
	off, err := OwnSerialOf(runs, nil, nil, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	on, err := OwnSerialOf(runs, SharedPart{{4: 0}, {4: 0.008}, {4: 0.004}, {4: 0}, {4: 0.008}}, nil, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if !off.Widened || on.Widened {
		t.Errorf("off the law: %+v and, with a part that may err so much, %+v", off.LackOfFit, on.LackOfFit)
	}
}
