package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
)

// What the imbalance leaves open is in the intervals of the program and the machine at one N, and in those
// of the owners of a report, where the scatter of the runs does not have it.
func TestSharesHaveTheEnds(t *testing.T) {
	j := chunkedJob{schedule: "static", rows: atRandom, chunks: 42, workers: []int{1, 2}, runs: 25}
	truth, r := map[string]float64{ownerProgram: j.truth(), ownerMachine: j.split() - j.truth()}, rand.New(rand.NewPCG(6, 1))
	missed := map[string]int{}
	count := func(what, owner string, i fit.Interval) {
		if !(i.Lo <= truth[owner] && truth[owner] <= i.Hi) {
			missed[owner+what]++
		}
	}
	for range 25 {
		s := j.study(t, r)
		sample := &Sample{study: s, All: s.all.times(), Points: s.points, level: s.level}
		own, err := sample.OwnedAt(ownerProgram, 2)
		if err != nil || own == nil {
			t.Fatal(own, err)
		}
		if lo, hi := own.MostlyOpen(); !lo || !hi {
			t.Fatalf("%+v: open %v and %v", own, lo, hi)
		}
		count(" at N = 2", ownerProgram, own.Interval)
		machine, err := sample.OwnedAt(ownerMachine, 2)
		if wide := own.Hi - own.Lo; err != nil || machine.Hi-machine.Lo < wide/2 {
			t.Fatalf("the machine's %v is narrower than the program's %v: %v", machine, own, err)
		}
		count(" at N = 2", ownerMachine, machine.Interval)
		for _, o := range s.fitted.owners(s.share, s.curve[0].Of) {
			count("", o.Owner, o.Interval)
			if o.Owner == ownerProgram && o.Interval.Hi-o.Interval.Lo < (own.Hi-own.Lo)/2 {
				t.Fatalf("the program's share of S %v is narrower than that of e(2) %v", o.Interval, own)
			}
		}
	}
	for what, n := range missed {
		if n > 5 {
			t.Errorf("%d of 25 intervals of the %s miss its share of S, %v", n, what, truth)
		}
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

// A doubt is in one end of the share of an owner: more repeats move the other.
func TestDoubtsAreInOneEndOfAShare(t *testing.T) {
	f := finished(header(1, 2, 4), edit(quietRuns(), func(r *harness.Run) {
		longer(r, time.Duration(0.03*float64(r.Workers-1)*float64(time.Second)), nil)
	}))
	s, err := NewSample(f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for owner, want := range map[string]Open{ownerProgram: {Hi: true}, ownerMachine: {Lo: true}} {
		share, err := s.OwnedAt(owner, 4)
		if err != nil {
			t.Fatal(err)
		}
		if lo, hi := share.MostlyOpen(); (Open{lo, hi}) != want {
			t.Errorf("the %s's share %+v is open %v and %v", owner, share, lo, hi)
		}
	}
}
