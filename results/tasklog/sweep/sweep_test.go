package sweep_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/sweep"
)

func accounts(t interface{ Fatal(...any) }, runs []*tasklog.Run, slots []int) []*tasklog.Account {
	var all []*tasklog.Account
	for i, r := range runs {
		a, err := r.Account(slots[i])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

// even returns a run of so many tasks of the same length in slots, after a serial second.
func even(slots, tasks int, length int64) *tasklog.Run {
	r := &tasklog.Run{Source: "even", Quantum: 1, Stages: make([]tasklog.Stage, 1)}
	for i := range tasks {
		start := 1e9 + int64(i/slots)*length
		r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + length, Ready: 1e9, CPU: tasklog.Unknown, Weight: 1, Key: string(rune('a' + i))})
		r.To = start + length
	}
	return r
}

// Tasks that take longer in more slots are inflation, which no single log shows.
func TestInflationShows(t *testing.T) {
	runs := []*tasklog.Run{even(1, 8, 1e9), even(2, 8, 1e9), even(4, 8, 2e9)}
	s, err := sweep.Of(runs, accounts(t, runs, []int{1, 2, 4}))
	if err != nil {
		t.Fatal(err)
	}
	// T(1) = 9, T(4) = 1 + 2·2
	p := s.Points[2]
	if want := (4*5 - 9) / (3 * 9.0); math.Abs(p.Fraction-want) > 1e-12 {
		t.Errorf("e(4) = %v, want %v", p.Fraction, want)
	}
	if want := 8 / (3 * 9.0); math.Abs(p.Causes[tasklog.Inflation]-want) > 1e-12 || s.Points[1].Causes[tasklog.Inflation] != 0 {
		t.Errorf("inflation %v, want %v", p.Causes[tasklog.Inflation], want)
	}
}

// Whatever the logs, the causes of every point add up to its serial fraction.
func TestCausesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var runs []*tasklog.Run
		var slots []int
		tasks := rapid.IntRange(1, 9).Draw(t, "tasks")
		for range rapid.IntRange(2, 6).Draw(t, "runs") {
			r := &tasklog.Run{To: rapid.Int64Range(0, 100).Draw(t, "to"), Quantum: 1, Stages: make([]tasklog.Stage, 1)}
			for range tasks {
				start := rapid.Int64Range(0, 90).Draw(t, "start")
				r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + rapid.Int64Range(1, 50).Draw(t, "length"), Ready: rapid.Int64Range(0, 90).Draw(t, "ready")})
			}
			runs, slots = append(runs, r), append(slots, rapid.IntRange(1, 9).Draw(t, "slots"))
		}
		s, err := sweep.Of(runs, accounts(t, runs, slots))
		var one *sweep.OneN
		if errors.As(err, &one) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Points {
			sum := 0.0
			for _, e := range p.Causes {
				sum += e
			}
			if math.Abs(sum-p.Fraction) > 1e-9*(1+math.Abs(p.Fraction)) {
				t.Fatalf("N = %d: the causes add up to %v, e is %v", p.Slots, sum, p.Fraction)
			}
		}
	})
}

// Logs of other jobs, and logs of one N, are refused in a sentence.
func TestRefused(t *testing.T) {
	a, b, c := even(1, 8, 1e9), even(2, 7, 1e9), even(2, 8, 1e9)
	c.Tasks[3].Key = "other"
	for _, runs := range [][]*tasklog.Run{{a, b}, {a, c}} {
		_, err := sweep.Of(runs, accounts(t, runs, []int{1, 2}))
		var unlike *sweep.Unlike
		if !errors.As(err, &unlike) || !strings.Contains(err.Error(), "not logs of one job") {
			t.Errorf("%v", err)
		}
	}
	same := []*tasklog.Run{a, even(1, 8, 2e9)}
	if _, err := sweep.Of(same, accounts(t, same, []int{1, 1})); err == nil {
		t.Error("two logs of one N are a sweep")
	}
}
