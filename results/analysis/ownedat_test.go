package analysis

import (
	"math"
	"math/rand/v2"
	"testing"

	"serialfraction/fit"
)

// What the imbalance leaves open is in the intervals of the program and the machine at one N, and in those
// of parts of S, where the scatter of the runs does not have it.
func TestSharesHaveTheEnds(t *testing.T) {
	j := chunkedJob{schedule: "static", rows: atRandom, chunks: 42, workers: []int{1, 2}, runs: 25}
	truth, r := j.truth(), rand.New(rand.NewPCG(6, 1))
	missed := 0
	for range 25 {
		s := j.study(t, r)
		sample := &Sample{study: s, All: s.all.times(), Points: s.points, level: s.level}
		own, err := sample.OwnedAt(ownerProgram, 2)
		if err != nil || own == nil || !own.Open {
			t.Fatal(own, err)
		}
		if !(own.Lo <= truth && truth <= own.Hi) {
			missed++
		}
		machine, err := sample.OwnedAt(ownerMachine, 2)
		if wide := own.Hi - own.Lo; err != nil || machine.Hi-machine.Lo < wide/2 {
			t.Fatalf("the machine's %v is narrower than the program's %v: %v", machine, own, err)
		}
		for _, o := range s.fitted.owners(s.share, s.curve[0].Of) {
			if o.Owner == ownerProgram && o.Interval.Hi-o.Interval.Lo < (own.Hi-own.Lo)/2 {
				t.Fatalf("the program's share of S %v is narrower than that of e(2) %v", o.Interval, own)
			}
		}
	}
	if missed > 5 {
		t.Errorf("%d of 25 intervals miss %v", missed, truth)
	}
}

// With too few runs at N = 1 the imbalance has no interval, and neither has what it is part of.
func TestSharesOfFewRuns(t *testing.T) {
	s := chunkedJob{schedule: "dynamic", rows: unlike, chunks: 42, workers: []int{1, 2}, runs: fewestCosts - 1}.study(t, rand.New(rand.NewPCG(6, 2)))
	for _, o := range s.fitted.owners(s.share, s.curve[0].Of) {
		if o.Owner == ownerProgram && !math.IsInf(o.Interval.Hi, 1) {
			t.Errorf("the program's share is %v", o.Interval)
		}
	}
	if i := s.share(func(l *ledger) []float64 { return make([]float64, len(l.runs)) }); i != fit.Exactly(0).Interval(s.level) {
		t.Errorf("a cause without the imbalance is %v", i)
	}
}
