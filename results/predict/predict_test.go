//go:build !race

package predict_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/predict"
)

// A truth is a job whose times are known: equal chunks, and what each cause takes.
type truth struct {
	chunks, chunkRows   int
	chunk               time.Duration
	split, merge, claim time.Duration
	noise               float64 // of a run, without a trend
}

// file returns the sweep of a truth over these N.
func (tr truth) file(workers ...int) *results.File {
	f := &results.File{Header: results.Header{Workload: "wait", Engine: "pool", Schedule: "dynamic", ChunkRows: tr.chunkRows, Chunks: tr.chunks,
		Data: results.Data{Rows: tr.chunks * tr.chunkRows, Cols: 2}, Workers: workers, Repeats: 6, Seed: 1}, End: &results.End{Stopped: "6 repeats"}}
	for b := range 6 {
		for i, n := range workers {
			f.Runs = append(f.Runs, tr.run(b, i, n))
		}
	}
	return f
}

// run returns a run of n workers, each of which takes every n-th chunk.
func (tr truth) run(block, order, n int) harness.Run {
	scale := func(d time.Duration) time.Duration {
		return time.Duration(float64(d) * (1 + tr.noise*float64((block*7+order*3)%5-2)/2))
	}
	t := harness.Timing{Split: scale(tr.split), Merge: scale(tr.merge)}
	spans := make([][]harness.Span, n)
	for w := range n {
		var at, claims time.Duration
		for i := w; i < tr.chunks; i += n {
			at += scale(tr.claim)
			claims += scale(tr.claim)
			spans[w] = append(spans[w], harness.Span{First: i, Chunks: 1, Start: at, End: at + scale(tr.chunk)})
			at += scale(tr.chunk)
		}
		count := len(spans[w])
		t.Workers = append(t.Workers, harness.WorkerTiming{Chunks: count, Claim: claims, Busy: time.Duration(count) * scale(tr.chunk)})
	}
	return harness.Run{Engine: "pool", Block: block, Order: order, Workers: n, Start: runtest.Epoch.Add(time.Duration(block) * time.Second),
		Timing: runtest.Tiled(t), Timeline: harness.NewTimeline(spans)}
}

var usual = truth{chunks: 960, chunkRows: 10, chunk: 2 * time.Millisecond, split: 10 * time.Millisecond, merge: 30 * time.Millisecond, noise: 0.002}

func forecast(t testing.TB, f *results.File, c predict.Changes, workers ...int) *predict.Forecast {
	t.Helper()
	p, err := predict.Make(f, "f.jsonl", predict.Question{Workers: workers, Changes: c, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func near(t testing.TB, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got/want-1) > within {
		t.Errorf("%s: %.6g, want %.6g within %.2g", what, got, want, within)
	}
}

// At N = 1 the simulation takes what was measured.
func TestOneWorker(t *testing.T) {
	f := usual.file(1, 2, 4, 8)
	var walls []time.Duration
	for _, r := range f.Runs {
		if r.Workers == 1 {
			walls = append(walls, r.Timing.Wall)
		}
	}
	slices.Sort(walls)
	sum := time.Duration(0)
	for _, d := range walls[1:5] { // the middle half of six
		sum += d / 4
	}
	p := forecast(t, f, predict.Changes{}, 1).Predictions[0]
	near(t, "T(1)", p.Simulation.Value, sum.Seconds(), 1e-6)
	if p.Differ {
		t.Errorf("the law has %v and the simulation %v of a measured N", p.Law, p.Simulation)
	}
}

// Both ways find the truth of a job that obeys Amdahl's law, and where there are fewer chunks than
// workers the simulation alone does, and says so.
func TestTruth(t *testing.T) {
	f := usual.file(1, 2, 4, 8)
	of := func(rounds int) float64 { return 0.040 + float64(rounds)*0.002 }
	p := forecast(t, f, predict.Changes{}, 32, 96, 3000)
	for i, rounds := range []int{30, 10, 1} {
		near(t, "simulation", p.Predictions[i].Simulation.Value, of(rounds), 0.003)
		if at := p.Predictions[i].Simulation; at.Lo > of(rounds) || at.Hi < of(rounds) {
			t.Errorf("N = %d: %v does not hold %g", p.Predictions[i].Workers, at, of(rounds))
		}
	}
	for _, at := range p.Predictions[:2] {
		near(t, "law", at.Law.Value, at.Simulation.Value, 0.02)
	}
	short := usual
	short.split, short.merge = 100*time.Microsecond, 300*time.Microsecond
	if last := forecast(t, short.file(1, 2, 4, 8), predict.Changes{}, 3000).Predictions[0]; last.Reason == nil || last.Reason.Cause != "imbalance" {
		t.Errorf("with 3,000 workers and 960 chunks: %+v", last)
	}
}

// The simulation of a sweep of the sim engine takes what its law says.
func TestSimEngine(t *testing.T) {
	const chunks = 6400
	data := &harness.Dataset{Name: "made", Cols: 1, Values: make([]float64, chunks)}
	job := &harness.Job{Data: data, Workload: harness.Workload{Name: "none", Outputs: []string{"x"}, Kernel: func(dst []float64, c harness.Chunk) { clear(dst) }}, ChunkRows: 1}
	law := harness.Law{T1: 10 * time.Second, Serial: 0.03}
	sim := &harness.Sim{Law: law, Seed: 3}
	f := usual.file(1)
	f.Header.Chunks, f.Header.ChunkRows, f.Header.Data.Rows, f.Runs = chunks, 1, chunks, nil
	for b := range 5 {
		for _, n := range []int{1, 2, 4, 8} {
			timing, err := sim.Run(context.Background(), make([]float64, job.ResultLen()), job, n)
			if err != nil {
				t.Fatal(err)
			}
			run := harness.Run{Engine: "pool", Block: b, Order: n, Workers: n, Start: runtest.Epoch, Timing: timing}
			if n == 1 { // the engine keeps no chunk times: they are equal
				spans := make([]harness.Span, chunks)
				for i := range spans {
					each := timing.Parallel / chunks
					spans[i] = harness.Span{First: i, Chunks: 1, Start: time.Duration(i) * each, End: time.Duration(i+1) * each}
				}
				run.Timeline = harness.NewTimeline([][]harness.Span{spans})
			}
			f.Runs = append(f.Runs, run)
		}
	}
	for _, p := range forecast(t, f, predict.Changes{}, 16, 64, 640).Predictions {
		want := 10 * (0.03 + 0.97/float64(p.Workers))
		near(t, "simulation", p.Simulation.Value, want, 1e-4)
		near(t, "law", p.Law.Value, want, 1e-4)
	}
}

// Rows that take longer never make a job shorter.
func TestMonotoneInRowCost(t *testing.T) {
	f := usual.file(1, 2, 4)
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 2000).Draw(rt, "workers")
		cost := time.Duration(rapid.Int64Range(1e3, 1e7).Draw(rt, "row cost"))
		of := func(d time.Duration) float64 {
			return forecast(t, f, predict.Changes{RowCost: d}, n).Predictions[0].Simulation.Value
		}
		if a, b := of(cost), of(cost+cost/2); b < a {
			rt.Fatalf("N = %d: rows of %v take %g s, of half as much again %g s", n, cost, a, b)
		}
	})
}

// What is taken away or changed changes the time by as much as it takes.
func TestChanges(t *testing.T) {
	f := usual.file(1, 2, 4, 8)
	for _, tc := range []struct {
		name string
		c    predict.Changes
		n    int
		want float64 // seconds
		law  bool    // has the same
	}{
		{"as it is", predict.Changes{}, 32, 0.040 + 30*0.002, true},
		{"without merge", predict.Changes{Without: []string{"merge"}}, 32, 0.010 + 30*0.002, true},
		{"without split and merge", predict.Changes{Without: []string{"split", "merge"}}, 32, 30 * 0.002, true},
		{"rows of 2 ms", predict.Changes{RowCost: 2 * time.Millisecond}, 32, 0.040 + 30*0.020, true},
		{"ten times the job", predict.Changes{Chunks: 9600}, 32, 0.400 + 300*0.002, true},
		{"larger chunks", predict.Changes{ChunkRows: 200}, 32, 0.040 + 2*0.040, false},
		{"static", predict.Changes{Schedule: "static"}, 32, 0.040 + 30*0.002, false},
		{"a link", predict.Changes{Latency: time.Millisecond}, 32, 0.040 + 30*0.004, false},
		{"a narrow link", predict.Changes{Bandwidth: 8 * 2 * 10 / 0.001}, 960, 0.040 + 0.960 + 0.002, false},
		{"memory for 16", predict.Changes{MemoryWorkers: 16}, 32, 0.040 + 30*0.004, false},
		{"all slow", predict.Changes{Stragglers: 1, Slowness: 3}, 32, 0.040 + 30*0.006, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := forecast(t, f, tc.c, tc.n).Predictions[0]
			near(t, "simulation", p.Simulation.Value, tc.want, 0.005)
			if (p.Law != nil) != tc.law {
				t.Fatalf("the law has %v", p.Law)
			}
			if tc.law {
				near(t, "law", p.Law.Value, tc.want, 0.02)
			}
		})
	}
}

// The dispatcher that is the limit is named, with the N from which it is.
func TestDispatcher(t *testing.T) {
	slow := usual
	slow.claim, slow.chunk = 20*time.Microsecond, time.Millisecond
	p := forecast(t, slow.file(1, 2, 4, 8), predict.Changes{Chunks: 96000}, 900).Predictions[0]
	near(t, "simulation", p.Simulation.Value, 100*0.040+96000*20e-6, 0.01)
	if p.Reason == nil || p.Reason.Cause != "handing out" {
		t.Errorf("%+v", p)
	}
}

// What cannot be forecast is an error that says why.
func TestNoForecast(t *testing.T) {
	bare := usual.file(1, 2, 4)
	for i := range bare.Runs {
		bare.Runs[i].Timeline = nil
	}
	_, err := predict.Make(bare, "f", predict.Question{Workers: []int{8}})
	if !errors.As(err, new(*predict.NoChunkTimes)) {
		t.Errorf("without chunk times: %v", err)
	}
	_, err = predict.Make(usual.file(1), "f", predict.Question{Workers: []int{8}})
	if !errors.As(err, new(*analysis.CannotTellError)) {
		t.Errorf("with one N: %v", err)
	}
}

// N workers are at most N times as fast as one, in both ways, however uncertain a forecast is.
func TestLeastTime(t *testing.T) {
	rough := usual
	rough.noise, rough.merge = 0.3, 500*time.Microsecond
	for _, p := range forecast(t, rough.file(1, 2, 4, 8), predict.Changes{}, 1000, 1e6).Predictions {
		least := 960 * 0.002 / float64(p.Workers)
		if p.Law.Lo < least/2 || p.Simulation.Lo < 0.002/4 {
			t.Errorf("N = %d: %v by the law, %v by the simulation; the work of one worker shared by all is %g s", p.Workers, p.Law, p.Simulation, least)
		}
	}
}

// On a machine that was busy the forecast is that of one as busy, and says so.
func TestBusyMachine(t *testing.T) {
	f := usual.file(1, 2, 4, 8)
	for i := range f.Runs {
		for w := range f.Runs[i].Timing.Workers {
			at := &f.Runs[i].Timing.Workers[w]
			at.Sched = &meter.SchedTiming{CPU: at.Busy / 2, RunDelay: at.Busy / 2}
		}
	}
	p := forecast(t, f, predict.Changes{}, 64)
	if p.Busy == nil || !strings.HasPrefix(p.Verdict, "Cannot tell what 64 workers would take on a quiet machine. On this one, as busy as it was: ") {
		t.Errorf("%+v: %s", p.Busy, p.Verdict)
	}
	if !slices.ContainsFunc(p.Notes, func(note string) bool {
		return strings.Contains(note, "a machine as busy as it was, and a quiet one may take less")
	}) {
		t.Errorf("notes %q", p.Notes)
	}
}

// The fewest workers that reach a target, or what comes nearest.
func TestReach(t *testing.T) {
	f := usual.file(1, 2, 4, 8)
	for _, tc := range []struct {
		target float64 // seconds
		most   int
		least  int // workers
		surely bool
		never  bool
	}{
		{0.1015, 1000, 32, true, false}, // 0.040 + 30 · 0.002 = 0.100
		{0.0445, 5000, 480, true, false},
		{0.030, 5000, 960, false, true}, // split and merge alone take 0.040
		{0.1015, 16, 16, false, true},
	} {
		r, err := predict.Reach(f, tc.target, tc.most, 1)
		if err != nil {
			t.Fatal(err)
		}
		if r.Surely != tc.surely || r.Never != tc.never || r.Workers < tc.least || float64(r.Workers) > 1.25*float64(tc.least) {
			t.Errorf("%g s with at most %d workers: %+v", tc.target, tc.most, r)
		}
	}
}
