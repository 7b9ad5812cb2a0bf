package tasklog_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/results/tasklog"
)

// The bins of a course add up to the account, and each to N.
func TestCourseIsTheAccount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRun(t)
		a := account(t, r, rapid.IntRange(0, 9).Draw(t, "slots"))
		var busy, serial, waiting float64
		for _, b := range r.Course(a.Slots, rapid.IntRange(1, 70).Draw(t, "bins")) {
			if n := b.Busy + b.Rework + b.Serial + b.Waiting + b.Idle + b.Released; math.Abs(n-float64(a.Slots)) > 1e-6 {
				t.Fatalf("%v slots in %+v, want %d", n, b, a.Slots)
			}
			seconds := float64(b.To-b.From) / 1e9
			busy += b.Busy * seconds
			serial += b.Serial * seconds
			waiting += b.Waiting * seconds
		}
		lost := a.Lost[tasklog.Spawn].Plus(a.Lost[tasklog.Dispatch]).Plus(a.Lost[tasklog.Queue])
		want := []float64{a.Busy.Seconds(), float64(a.Serial) * float64(a.Slots) / 1e9, lost.Seconds()}
		for i, got := range []float64{busy, serial, waiting} {
			if math.Abs(got-want[i]) > 1e-12 {
				t.Fatalf("%d: %v slot-seconds, the account has %v", i, got, want[i])
			}
		}
	})
}

// What the stages lost is what the run lost.
func TestStagesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := account(t, anyRun(t), rapid.IntRange(0, 9).Draw(t, "slots"))
		var imbalance float64
		for _, s := range a.Stages {
			imbalance += s.Imbalance
			if s.Quantised < 0 || s.ByLongest < 0 || s.Quantised+s.ByLongest > s.Imbalance+1e-15 {
				t.Fatalf("%+v", s)
			}
		}
		if want := a.Lost[tasklog.Imbalance].Seconds(); imbalance > want+1e-12 {
			t.Fatalf("the stages lost %v to imbalance, the run %v", imbalance, want)
		}
	})
}
