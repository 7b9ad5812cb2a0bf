//go:build !race

package analysis

import (
	"math"
	"slices"
	"testing"
)

// The curve of a report goes from one worker on, meets the law at each N that was timed and is a power
// of 2, and ends beyond them all.
func TestCurveMeetsThePoints(t *testing.T) {
	met := 0
	for _, r := range recorded(t) {
		a := r.report
		if a.SerialFraction == nil {
			if a.Curve != nil || a.PeakWorkers != nil {
				t.Errorf("%s: a curve without a law", r.path)
			}
			continue
		}
		if first := a.Curve[0]; first.Workers != 1 || first.Speedup.Value != 1 {
			t.Errorf("%s: it begins at %+v", r.path, first)
		}
		if last, largest := a.Curve[len(a.Curve)-1].Workers, a.Points[len(a.Points)-1].Workers; last < float64(largest) || last >= 2*float64(largest) && largest > 1 {
			t.Errorf("%s: it ends at %v, and the largest N is %d", r.path, last, largest)
		}
		for _, p := range a.Points {
			i := slices.IndexFunc(a.Curve, func(c CurvePoint) bool { return math.Abs(c.Workers-float64(p.Workers)) < 1e-9*c.Workers })
			if i < 0 {
				continue
			}
			met++
			if at := a.Curve[i].Speedup; math.Abs(at.Value-p.FittedSpeedup.Value) > 1e-9*at.Value {
				t.Errorf("%s: the curve is %v at N = %d, the point has %v", r.path, at, p.Workers, p.FittedSpeedup)
			}
		}
	}
	if met < 100 {
		t.Errorf("only %d points lie on a curve", met)
	}
}

// A run is flagged by what disturbed it alone: it is one of the timed runs, has at least one flag, and a
// slow one took longer than the middle of the runs at its N.
func TestFlaggedRuns(t *testing.T) {
	slow := 0
	for _, r := range recorded(t) {
		a := r.report
		for _, f := range a.FlaggedRuns {
			i := slices.IndexFunc(a.Points, func(p Point) bool { return p.Workers == f.Workers })
			if i < 0 || len(f.Flags) == 0 {
				t.Fatalf("%s: %+v", r.path, f)
			}
			if slices.Contains(f.Flags, flagSlow) {
				slow++
				if f.Seconds <= a.Points[i].Seconds.Value {
					t.Errorf("%s: slow at %v s, typical are %v", r.path, f.Seconds, a.Points[i].Seconds)
				}
			}
		}
		for _, p := range a.Points { // what a whole N is flagged for, one of its runs is
			for _, flag := range []string{flagInterference, flagThrottled} {
				if slices.Contains(p.Flags, flag) && !slices.ContainsFunc(a.FlaggedRuns, func(f FlaggedRun) bool { return f.Workers == p.Workers && slices.Contains(f.Flags, flag) }) {
					t.Errorf("%s: N = %d has %s, and none of its runs has", r.path, p.Workers, flag)
				}
			}
		}
	}
	if slow == 0 {
		t.Error("no run of any sweep is slow")
	}
}
