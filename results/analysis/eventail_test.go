package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/replay"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// tailsOf returns the imbalance of so many blocks whose runs at N = 1 have chunks of these costs, drawn
// anew for each.
func tailsOf(h results.Header, blocks int, costs func() []time.Duration) *evenTails {
	var runs []harness.Run
	for block := range blocks {
		for _, n := range h.Workers {
			run := runtest.AmdahlRun(block, n, time.Millisecond, 40*time.Millisecond, 1)
			if n == 1 {
				run.Timeline = timeline(costs(), nil)
			}
			runs = append(runs, run)
		}
	}
	return newEvenTails(&h, runs, 0.95)
}

// Rows that always take the same, however unlike they are, leave nothing open; of rows that take
// another time in every run the most is what their runs have on average.
func TestEndsOfTheImbalance(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	h := header(1, 2)
	h.Chunks = 40
	sweep := func(costs func() []time.Duration) *evenTails { return tailsOf(h, 60, costs) }
	fixed := make([]time.Duration, 40)
	for i := range fixed {
		fixed[i] = time.Duration(i+1) * 100 * time.Microsecond
	}
	schedule, err := harness.ScheduleByName(h.Schedule)
	if err != nil {
		t.Fatal(err)
	}
	want := replay.Tail(schedule, fixed, make([]time.Duration, 2)).Seconds()
	if e := sweep(func() []time.Duration { return fixed }); e.least.all[2] != want || math.Abs(e.most.all[2]/want-1) > 1e-6 {
		t.Errorf("rows that always take the same: %v to %v s, want %v", e.least.all[2], e.most.all[2], want)
	}
	mean := 0.0
	e := sweep(func() []time.Duration {
		costs := make([]time.Duration, 40)
		for i := range costs {
			costs[i] = time.Duration(r.ExpFloat64() * float64(time.Millisecond))
		}
		mean += replay.Tail(schedule, costs, make([]time.Duration, 2)).Seconds() / 60
		return costs
	})
	if e.least.all[2] > mean/4 || math.Abs(e.most.all[2]/mean-1) > 1e-6 {
		t.Errorf("rows at random: %v to %v s, the runs have %v", e.least.all[2], e.most.all[2], mean)
	}
}

// Where the rows grow with N, a worker of a static schedule has a copy of the rows of one: no
// imbalance of rows that always take the same, and that of other copies where these vary.
func TestEndsWhereRowsGrow(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2))
	h := header(1, 2)
	h.Chunks, h.Schedule, h.Weak = 40, "static", true
	sweep := func(costs func() []time.Duration) *evenTails { return tailsOf(h, 30, costs) }
	rising := make([]time.Duration, 40)
	for i := range rising {
		rising[i] = time.Duration(i+1) * 100 * time.Microsecond
	}
	if e := sweep(func() []time.Duration { return rising }); e.least.all[2] != 0 || e.most.all[2] > 1e-9 {
		t.Errorf("rows that always take the same: %v to %v s", e.least.all[2], e.most.all[2])
	}
	var sums []float64
	e := sweep(func() []time.Duration {
		costs := make([]time.Duration, 40)
		for i := range costs {
			costs[i] = time.Duration(r.ExpFloat64() * float64(time.Millisecond))
		}
		sums = append(sums, total(costs).Seconds())
		return costs
	})
	mean := 0.0
	for j, sum := range sums {
		mean += math.Abs(sum-sums[(j+1)%len(sums)]) / 2 / float64(len(sums))
	}
	if math.Abs(e.most.all[2]/mean-1) > 1e-6 {
		t.Errorf("rows at random: at most %v s, the runs have %v", e.most.all[2], mean)
	}
}

// With few runs at N = 1 the error of the imbalance is unknown, and so is the end of S; with more
// the interval is that of its level.
func TestFewRunsAtOneWorker(t *testing.T) {
	job := chunkedJob{schedule: "dynamic", rows: alike, chunks: 42, workers: []int{1, 2}, runs: 6}
	at := func(runs int, level float64) fit.Interval {
		j := job
		j.runs = runs
		s := j.study(t, rand.New(rand.NewPCG(1, uint64(runs))))
		own, _, err := s.programAt(s.division, level)
		if err != nil {
			t.Fatal(err)
		}
		return own.SerialFraction
	}
	for runs := 1; runs < fewestCosts; runs++ {
		if i := at(runs, 0.95); !math.IsInf(i.Lo, -1) || !math.IsInf(i.Hi, 1) {
			t.Errorf("%d runs: %v", runs, i)
		}
	}
	if few, many := at(fewestCosts, 0.95), at(20, 0.95); few.Hi-few.Lo <= many.Hi-many.Lo {
		t.Errorf("few runs: %v, twenty: %v", few, many)
	}
	if usual, sure := at(6, 0.95), at(6, 0.999); sure.Lo >= usual.Lo || sure.Hi <= usual.Hi {
		t.Errorf("at 95 %%: %v, at 99.9 %%: %v", usual, sure)
	}
}

// More repeats do not narrow what lies between the ends, which is reported.
func TestEndsStayOpen(t *testing.T) {
	for rows, want := range map[rowsKind]bool{atRandom: true, rising: false} {
		j := chunkedJob{schedule: "static", rows: rows, chunks: 42, workers: []int{1, 2}, runs: 30}
		s := j.study(t, rand.New(rand.NewPCG(3, 3)))
		if _, open := (&Sample{study: s}).Program(0.95); open != (Open{want, want}) {
			t.Errorf("rows %s: open is %v", rows, open)
		}
	}
}

// Workers that the program starts one after the other begin so in the replay, and what the machine
// takes to wake them is left out.
func TestStartsOfWorkers(t *testing.T) {
	const us = time.Microsecond
	var runs []harness.Run
	for range 3 {
		runs = append(runs, harness.Run{Workers: 3, Timing: harness.Timing{Workers: []harness.WorkerTiming{
			{Wake: 50 * us, Awake: new(20 * us), Sched: &meter.SchedTiming{WakeDelay: new(30 * us)}},
			{Wake: 40 * us, Awake: new(40 * us), Sched: &meter.SchedTiming{WakeDelay: new(time.Duration)}},
			{Wake: 75 * us, Awake: new(25 * us), Sched: &meter.SchedTiming{WakeDelay: new(time.Duration)}},
		}}})
	}
	if got := startsByN(runs)[3]; len(got) != 3 || got[0] != 0 || got[1] != 20*us || got[2] != 50*us {
		t.Errorf("starts %v, want 0, 20 and 50 µs", got)
	}
}

// Of chunks that waited in every run, and how long is not known, the lower end has equal ones only where the
// runs do not show that they differ.
func TestCutChunksMayBeAlike(t *testing.T) {
	for _, tc := range []struct {
		rows     rowsKind
		chunks   int
		from, to float64 // ms of the lower end; three equal chunks on two workers have 3.3, four have 0
	}{{alike, 4, 0, 0.01}, {unlike, 3, 4.5, 7}} {
		s := chunkedJob{schedule: "static", rows: tc.rows, chunks: tc.chunks, workers: []int{1, 2}, runs: 12, load: inTurns}.study(t, rand.New(rand.NewPCG(3, 4)))
		if even := s.fitted.even; !even.cut || 1e3*even.least.all[2] < tc.from || 1e3*even.least.all[2] > tc.to {
			t.Errorf("%d chunks, %s: the lower end is %v s (cut: %v)", tc.chunks, tc.rows, even.least.all[2], even.cut)
		}
	}
}
