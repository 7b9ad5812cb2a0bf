//go:build !race

package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Few steady sweeps are called drifting, a step and a slope are found, and neither times that
// change at all N alike nor a change that is small against the interval of S is one.
func TestDrift(t *testing.T) {
	slope := func(x float64) float64 { return 1 + 0.1*x }
	for _, c := range []struct {
		name        string
		d           drifting
		least, most int // of 100 sweeps
	}{
		{"steady, few blocks", drifting{most: 4, blocks: 9}, 0, 8},
		{"steady", drifting{most: 4, blocks: 20}, 0, 8},
		{"noise goes on", drifting{most: 4, blocks: 40, goesOn: 0.2}, 0, 14},
		{"a step", drifting{most: 2, blocks: 20, change: halfSlower(0.05)}, 80, 100},
		{"a slope", drifting{most: 2, blocks: 20, change: slope}, 80, 100},
		{"unequal blocks, steady", drifting{most: 16, blocks: 20, often: unequally}, 0, 8},
		{"unequal blocks, a step", drifting{most: 16, blocks: 20, often: unequally, change: halfSlower(0.05)}, 80, 100},
		{"too small", drifting{most: 2, blocks: 20, change: halfSlower(0.002)}, 0, 12},
	} {
		if n := c.d.seen(t, 100); n < c.least || n > c.most {
			t.Errorf("%s: a drift in %d of 100 sweeps, want %d to %d", c.name, n, c.least, c.most)
		}
	}
}

// A change at an N that was not fitted is no drift of S.
func TestDriftBesideTheFit(t *testing.T) {
	r := rand.New(rand.NewPCG(1979, 3))
	named := 0
	for range 100 {
		fittedTo, of := drifting{most: 2, blocks: 20}.runs(r)
		f := fitted(t, fittedTo, TrimmedMean)
		for block := range 20 {
			seconds := 0.5 * math.Exp(0.02*r.NormFloat64()) * (1 + 0.5*indicator(block < 10))
			fittedTo, of = append(fittedTo, Observation{8, seconds}), append(of, block)
		}
		if f.Drift(fittedTo, of) != nil {
			named++
		}
	}
	if named > 12 { // 5 % by what S does, and 5 % by luck with the fitted N alone
		t.Errorf("%d of 100 sweeps are called drifting", named)
	}
}

// A change of what the program does beside its work is seen, and a change of its work is none.
func TestOwnDrift(t *testing.T) {
	for _, c := range []struct {
		name           string
		overhead, work float64 // factors in the first half of the blocks
		least, most    int     // of 100 sweeps
	}{
		{"steady", 1, 1, 0, 8},
		{"more overhead", 1.2, 1, 80, 100},
		{"more work", 1, 1.2, 0, 8},
	} {
		r := rand.New(rand.NewPCG(1979, 4))
		seen := 0
		for range 100 {
			k := ownTrial{serial: 0.03, begin: 0.015, cv: 0.05, most: 4, repeats: 20}
			runs := k.runs(r)
			blocks := make([]int, len(runs))
			for i := range runs {
				if blocks[i] = i / 3; blocks[i] < 10 {
					runs[i].Overhead *= c.overhead
					runs[i].Work *= c.work
				}
			}
			o, err := OwnSerialOf(runs, nil, blocks, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if o.Drift(runs, blocks) != nil {
				seen++
			}
		}
		if seen < c.least || seen > c.most {
			t.Errorf("%s: a drift in %d of 100 sweeps, want %d to %d", c.name, seen, c.least, c.most)
		}
	}
}
