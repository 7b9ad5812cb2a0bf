package analysis

import (
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/runtest"
)

// The N with the shortest time is not the answer where other work had the CPUs, nor beyond the
// CPUs if its interval does not show that it is faster.
func TestRecommended(t *testing.T) {
	at := func(n int, seconds, half float64, flags ...string) Point {
		return Point{Workers: n, Seconds: fit.Interval{Value: seconds, Lo: seconds - half, Hi: seconds + half}, Flags: flags}
	}
	over := flagOversubscribed
	load, little := &BusyMachine{Made: true}, &BusyMachine{}
	for _, tc := range []struct {
		name   string
		points []Point
		pace   float64
		busy   *BusyMachine
		want   Recommendation
	}{
		{"the fastest", []Point{at(1, 10, 1), at(2, 6, 1), at(4, 5, 1)}, 0, nil, Recommendation{Workers: 4, Fastest: 4}},
		{"near the fastest", []Point{at(1, 10, 1), at(2, 9.7, 1)}, 0, nil, Recommendation{Workers: 1, Fastest: 2}},
		{"beyond the CPUs, within the noise", []Point{at(1, 10, 1), at(2, 6, 1), at(4, 5, 1, over)}, 0, nil, Recommendation{Workers: 2, Fastest: 2, Beyond: 4}},
		{"beyond the CPUs, one surely faster", []Point{at(1, 10, 0.1), at(2, 6, 0.1), at(4, 5, 0.1, over), at(8, 4.9, 2, over)}, 0, nil, Recommendation{Workers: 4, Fastest: 4, Beyond: 8, Room: 2}},
		{"beyond the CPUs, faster for sure", []Point{at(1, 10, 1), at(2, 6, 0.1), at(4, 5, 0.1, over)}, 0, nil, Recommendation{Workers: 4, Fastest: 4}},
		{"beyond the CPUs, one of two", []Point{at(1, 10, 1), at(2, 6, 0.1), at(4, 4, 3, over), at(8, 5, 0.1, over)}, 0, nil, Recommendation{Workers: 8, Fastest: 8, Beyond: 4, Room: 2}},
		{"paced rows wait beyond the CPUs too", []Point{at(1, 10, 1), at(2, 6, 1), at(4, 5, 1, over)}, 1, nil, Recommendation{Workers: 4, Fastest: 4}},
		{"a coordinator shares a CPU", []Point{at(1, 10, 1), at(2, 6, 3, flagCoordinator)}, 0, nil, Recommendation{Workers: 2, Fastest: 2}},
		{"load hides that 2 is faster", []Point{at(1, 10, 1), at(2, 9.7, 1)}, 0, load, Recommendation{Workers: 2, Fastest: 2, Busy: load}},
		{"load favours many workers", []Point{at(1, 10, 0.1), at(2, 6, 0.1), at(4, 3, 0.1, over)}, 0, load, Recommendation{Workers: 2, Fastest: 4, Busy: load}},
		{"a program that load makes seem to wait", []Point{at(1, 10, 0.1), at(2, 6, 0.1), at(4, 3, 0.1)}, 0, load, Recommendation{Workers: 2, Fastest: 4, Busy: load}},
		{"load and the CPUs were not timed", []Point{at(1, 10, 1), at(4, 9.5, 1, over)}, 0, load, Recommendation{Workers: 2, Fastest: 1, Beyond: 4, Busy: load}},
		{"load and paced rows", []Point{at(1, 10, 1), at(4, 9, 1), at(8, 8.5, 1, over)}, 1, load, Recommendation{Workers: 4, Fastest: 8, Busy: load}},
		{"load that leaves the ceiling", []Point{at(1, 10, 1), at(2, 9.7, 1)}, 0, little, Recommendation{Workers: 1, Fastest: 2}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := &Report{Points: tc.points, PaceSeconds: tc.pace, OtherWork: tc.busy, Machine: machine.Description{EffectiveCPUs: 2.5}}
			if got, ok := a.Recommended(); !ok || got != tc.want {
				t.Errorf("%+v, %v, want %+v", got, ok, tc.want)
			}
		})
	}
	if _, ok := (&Report{Points: []Point{at(1, 10, 1)}, OtherWork: load}).Recommended(); ok {
		t.Error("recommends an N of one that was timed")
	}
}

// Other work that makes two workers as slow as one does not make one worker the answer.
func TestRecommendedOfLoadedRuns(t *testing.T) {
	for _, loaded := range []bool{false, true} {
		runs := runtest.Amdahl(8, 30*time.Millisecond, 970*time.Millisecond, 1, 2, 4)
		if loaded {
			runs = edit(runs, func(r *harness.Run) { waits(r, float64(r.Workers-1)) })
		}
		a := analyze(t, finished(header(1, 2, 4), runs), Options{})
		if r, ok := a.Recommended(); !ok || r.Workers != 4 || (r.Busy != nil) != loaded || *a.RecommendedWorkers != 4 {
			t.Errorf("loaded %v: %+v", loaded, r)
		}
	}
}

// A list marks a sweep as busy where its report refuses the ceiling, also without an S.
func TestMarkedNumbers(t *testing.T) {
	for _, tc := range []struct {
		name string
		load float64
		n    []int
		busy bool
	}{{"quiet", 0, []int{1, 2, 4}, false}, {"loaded", 1, []int{1, 2, 4}, true}, {"loaded, of one N", 1, []int{1}, true}} {
		runs := runtest.Amdahl(8, 30*time.Millisecond, 970*time.Millisecond, tc.n...)
		f := finished(header(tc.n...), edit(runs, func(r *harness.Run) { waits(r, tc.load) }))
		_, _, busy, err := MarkedNumbers(f)
		if busy != tc.busy || (err != nil) != (len(tc.n) == 1) || busy != (analyze(t, f, Options{}).MadeByLoad() != nil) {
			t.Errorf("%s: busy %v, error %v", tc.name, busy, err)
		}
	}
}

// Where an N beyond the CPUs is surely faster than what fits, it is not said to fit.
func TestFastestWords(t *testing.T) {
	for want, r := range map[string]Recommendation{
		"the fastest": {Fastest: 2},
		"the fastest that the CPUs have room for; N = 4 was not faster for sure":       {Fastest: 2, Beyond: 4},
		"the fastest of those surely faster than N = 2; N = 8 was not faster for sure": {Fastest: 4, Beyond: 8, Room: 2},
	} {
		if fastest, beyond := r.FastestWords(); fastest+beyond != want {
			t.Errorf("%q, want %q", fastest+beyond, want)
		}
	}
}
