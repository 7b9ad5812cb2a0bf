package chart

import (
	"math"
	"testing"

	"serialfraction/results/tasklog/study"
)

// The areas of a course lie one on the other, and their sum is the slots that were there.
func TestCourseAddsUp(t *testing.T) {
	s := &study.Study{Slots: 4, WallSeconds: 20, Course: []study.Moment{
		{From: 0, To: 5, Serial: 4}, {From: 5, To: 12, Busy: 2.5, Waiting: 1, Rework: 0.5}, {From: 12, To: 20, Busy: 1, Idle: 2, Released: 1}}}
	c := Course(s)
	if c.Empty() || !c.Keyed() {
		t.Fatal("nothing to show")
	}
	area := 0.0
	for _, a := range c.Areas {
		twice := 0.0 // by the shoelace formula
		for i, p := range a.Edge {
			q := a.Edge[(i+1)%len(a.Edge)]
			twice += p.X*q.Y - q.X*p.Y
		}
		area += math.Abs(twice) / 2
	}
	unit := c.X.Hi / 20 // of a second
	if want := (4*20 - 8.0) * unit; math.Abs(area-want) > 1e-9*want {
		t.Errorf("areas of %v, want %v", area, want)
	}
	if c.X.Hi != 20*unit || c.Y.Hi != 4 {
		t.Errorf("axes end at %v and %v", c.X.Hi, c.Y.Hi)
	}
	if Course(&study.Study{Slots: 1}).Empty() != true {
		t.Error("a study without a course has something to show")
	}
}
