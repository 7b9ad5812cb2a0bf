package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"serialfraction/harness"
)

// Between the ends of the program's own S is what the imbalance leaves open, and what may be the program's
// or the machine's, and not the noise of the runs.
func TestOwnSerialHasTheEndsBetween(t *testing.T) {
	j := chunkedJob{schedule: "static", rows: atRandom, chunks: 42, workers: []int{1, 2}, runs: 25}
	for seed := range uint64(5) {
		s := j.study(t, rand.New(rand.NewPCG(7, seed)))
		own := s.division.program
		ends, b := own.Charge(s.fitted.betweenEnds()), own.Serial()
		if gap := b.Most - b.Least; !(ends > 0.02) || math.Abs(gap/ends-1) > 0.03 || !(b.Lo < b.Least) || !(b.Most < b.Hi) {
			t.Errorf("%v of S between the ends of the imbalance: %+v", ends, b)
		}
		const locked = 0.05
		f := *s.file
		f.Runs = edit(f.Runs, func(r *harness.Run) { // workers sleep, by a lock or because of the machine
			longer(r, time.Duration(locked*float64(r.Workers-1)*float64(jobWork+jobSplit)), nil)
		})
		slept, err := newStudy(&f, f.Runs, Pipeline, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if d := slept.division.program.Serial(); d.Most-b.Most < 0.99*locked || d.Most-b.Most > 1.2*locked || math.Abs(d.Least-b.Least) > 1e-9 {
			t.Errorf("with %v that may be the program's: %+v, without %+v", locked, d, b)
		}
	}
}

// The condition that rows share nothing that they write is left out where slower execution is within the
// noise of the program's own S, and what is left open of S is no noise.
func TestConditionIsNotHiddenByAGap(t *testing.T) {
	s, err := NewSample(finished(header(1, 2, 4), edit(quietRuns(), func(r *harness.Run) {
		longer(r, time.Duration(0.015*float64(r.Workers-1)*float64(time.Second)), onCPU)
	})), Options{})
	if err != nil {
		t.Fatal(err)
	}
	own := s.study.division.program
	noise := own.Serial().NoiseAbove()
	for name, c := range map[string]struct {
		hi, most float64 // above S
		want     bool
	}{
		"as measured":         {noise, 0, true},
		"as much noise":       {0.02, 0, false},
		"a gap and no noise":  {0.02, 0.018, true},
		"a gap beside noise":  {0.06, 0.03, false},
		"a gap of the same":   {0.02 + noise, 0.02, true},
		"noise without limit": {math.Inf(1), 0.02, false},
	} {
		own.SerialFraction.Hi, own.Most = own.SerialFraction.Value+c.hi, own.SerialFraction.Value+c.most
		if got := s.IfNothingShared(); got != c.want {
			t.Errorf("%s: S %+v, slower execution %v: under the condition: %v", name, own.Serial(), s.study.charged(s.study.division.taken[byExecution]), got)
		}
	}
}
