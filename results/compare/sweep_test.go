package compare

import (
	"math/rand/v2"
	"testing"

	"serialfraction/fit"
	"serialfraction/harness"
)

// The terms of runs take the knee of a law as known, though it is estimated. So if S comes
// from a law with a knee, neither S nor T(1) is paired by terms.
func TestKneeIsNotPaired(t *testing.T) {
	for _, c := range []struct {
		name  string
		knee  int // beyond which a run is as long as there; 0 = none
		model fit.Model
	}{
		{"Amdahl's law", 0, fit.AmdahlLaw},
		{"a knee", 4, fit.Capped},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := made(quick, header(32, []int{1, 2, 4, 8, 16, 32}, 8), rand.New(rand.NewPCG(3, 5)), nil)
			at := map[int]harness.Timing{} // at the knee, by block
			for _, r := range f.Runs {
				if r.Workers == c.knee {
					at[r.Block] = r.Timing
				}
			}
			for i, r := range f.Runs {
				if c.knee > 0 && r.Workers > c.knee {
					f.Runs[i].Timing = at[r.Block]
				}
			}
			s, err := newSweep("A", sampled(f), 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if s.Model != c.model.Name || s.sample.Fit.Widened {
				t.Fatalf("S is read from %s, widened %v", s.Model, s.sample.Fit.Widened)
			}
			paired := c.knee == 0
			if serial, one := s.serial(), s.t1(); (serial.terms != nil) != paired || (one.terms != nil) != paired {
				t.Errorf("S has %d terms, T(1) %d", len(serial.terms), len(one.terms))
			}
		})
	}
}
