package playback_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/playback"
)

// Attempts that a log does not show are found, and nothing is found where it shows all.
func TestHiddenAttempts(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var lengths []int64
	for range 60 {
		lengths = append(lengths, int64(3e8+4e8*random.Float64()))
	}
	r, _ := listed(lengths, 4, playback.Pace{Gap: 5e6, Spacing: 2e6})
	if n := playback.Of(r, 4).Observed().Hidden; n != 0 {
		t.Errorf("%d hidden attempts in a log that shows all", n)
	}
	for _, i := range []int{41, 27, 13} {
		r.Tasks = slices.Delete(r.Tasks, i, i+1)
	}
	o := playback.Of(r, 4).Observed()
	if o.Hidden < 2 || o.Measured() {
		t.Errorf("%d hidden attempts seen of 3; the spacing of starts is taken as known: %v", o.Hidden, o.Measured())
	}
}

// A machine that stands still makes all that runs long, and end together; one long task is no such sign.
func TestTogether(t *testing.T) {
	r := &tasklog.Run{Quantum: 1e6, Stages: make([]tasklog.Stage, 1)}
	for i := range 40 {
		start := int64(i/4) * 1e9
		r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + 1e9, Weight: 1})
	}
	r.To = 10e9
	r.Tasks[39].End = 19e9
	if n := playback.Together(r); n != 0 {
		t.Errorf("one long task: %d", n)
	}
	for i := 36; i < 40; i++ {
		r.Tasks[i].End = 19e9 + int64(i)*1e6
	}
	if n := playback.Together(r); n != 4 {
		t.Errorf("%d tasks ended together, want 4", n)
	}
}
