package harness_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/meter"
)

func simTrial() harness.Trial {
	return harness.Trial{Engine: &harness.Sim{Law: harness.Law{T1: time.Second, Serial: 0.1}},
		Job: enginetest.Job(40, 1, 2), Workers: []int{1, 2, 4, 8}}
}

// Every block holds every N once, warm-up first, in orders that differ from
// block to block and depend on the seed alone.
func TestSweepBlocks(t *testing.T) {
	order := func(seed uint64) (blocks [][]int) {
		for run, err := range (harness.Sweep{Blocks: 6, Warmup: 1, Seed: seed}).Runs(t.Context(), simTrial()) {
			if err != nil {
				t.Fatal(err)
			}
			if run.Order == 0 {
				if want := len(blocks) == 0; run.Warmup != want {
					t.Errorf("block %d: warm-up is %v", len(blocks), run.Warmup)
				}
				blocks = append(blocks, nil)
			}
			last := len(blocks) - 1
			blocks[last] = append(blocks[last], run.Workers)
		}
		return blocks
	}
	first := order(1)
	if len(first) != 7 {
		t.Fatalf("%d blocks, want 7", len(first))
	}
	distinct := 0
	for i, b := range first {
		if s := slices.Sorted(slices.Values(b)); !slices.Equal(s, []int{1, 2, 4, 8}) {
			t.Errorf("block %d holds N = %v", i, b)
		}
		if i > 0 && !slices.Equal(b, first[0]) {
			distinct++
		}
	}
	if distinct < 3 {
		t.Errorf("the order hardly changes: %v", first)
	}
	same := func(a, b []int) bool { return slices.Equal(a, b) }
	if !slices.EqualFunc(first, order(1), same) {
		t.Error("the same seed gave another order")
	}
	if slices.EqualFunc(first, order(2), same) {
		t.Error("another seed gave the same order")
	}
}

// A sweep that is resumed makes its warm-up and then exactly the runs that are left, with
// the times that they would have had.
func TestSweepSkips(t *testing.T) {
	noisy := func() []harness.Trial {
		own, alternative := simTrial(), simTrial()
		own.Engine = &harness.Sim{Law: harness.Law{T1: time.Second, CV: 0.1}, Seed: 3}
		alternative.Engine = harness.Alternative{Engine: &harness.Sim{Law: harness.Law{T1: time.Second, CV: 0.1}, Seed: 4}}
		return []harness.Trial{own, alternative}
	}
	made := func(s harness.Sweep) (runs []harness.Run) {
		for run, err := range s.Runs(t.Context(), noisy()...) {
			if err != nil {
				t.Fatal(err)
			}
			if run.Start, run.System = (time.Time{}), (meter.System{}); !run.Warmup {
				runs = append(runs, run)
			}
		}
		return runs
	}
	s := harness.Sweep{Blocks: 3, Warmup: 2, Seed: 5}
	whole := made(s)
	for s.Skip = range len(whole) + 1 {
		if diff := cmp.Diff(whole[s.Skip:], made(s), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("after %d runs (-whole +rest):\n%s", s.Skip, diff)
		}
	}
	var plan []harness.Run
	for run := range s.Plan(noisy()...) {
		plan = append(plan, run)
	}
	if diff := cmp.Diff(whole, plan, cmpopts.IgnoreFields(harness.Run{}, "Timing", "Answer")); diff != "" {
		t.Errorf("the plan is not what is made (-made +plan):\n%s", diff)
	}
}

// A caller that stops early ends an endless sweep.
func TestSweepStops(t *testing.T) {
	n := 0
	for range (harness.Sweep{}).Runs(t.Context(), simTrial()) {
		if n++; n == 10 {
			break
		}
	}
	if n != 10 {
		t.Errorf("%d runs", n)
	}
}

// A kernel whose answer depends on the worker that runs it fails the sweep.
func TestSweepFindsAnotherAnswer(t *testing.T) {
	j := enginetest.Job(60, 1, 3)
	sum := j.Workload.Kernel
	calls := 0 // the reference makes the first 20
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		sum(dst, c)
		if calls++; calls > 20 && c.Row == 30 {
			dst[3] += 0.5
		}
	}
	var got error
	for _, err := range (harness.Sweep{Blocks: 3}).Runs(t.Context(), harness.Trial{Engine: harness.Serial{}, Job: j, Workers: []int{1}}) {
		got = err
	}
	var wrong *harness.AnswerError
	if !errors.As(got, &wrong) || wrong.First != 31 || wrong.Last != 31 || wrong.Column != "sum" || wrong.FirstID != "row31" {
		t.Fatalf("error is %v, want an *AnswerError at row31", got)
	}
}

// A place that no worker wrote is another answer, not a leftover of the run
// before.
func TestSweepFindsUnwrittenRows(t *testing.T) {
	j := enginetest.Job(10, 1, 1)
	sum := j.Workload.Kernel
	calls := 0
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		if calls++; calls != 15 {
			sum(dst, c)
		}
	}
	var got error
	for _, err := range (harness.Sweep{Blocks: 3}).Runs(t.Context(), harness.Trial{Engine: harness.Serial{}, Job: j, Workers: []int{1}}) {
		got = err
	}
	if wrong := (*harness.AnswerError)(nil); !errors.As(got, &wrong) || wrong.First != 4 {
		t.Fatalf("error is %v, want an *AnswerError at row 4", got)
	}
}

// Cancelling ends the sweep with the run that was under way.
func TestSweepCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got error
	n := 0
	for _, err := range (harness.Sweep{}).Runs(ctx, simTrial()) {
		if got = err; err != nil {
			break
		}
		if n++; n == 5 {
			cancel()
		}
	}
	if !errors.Is(got, context.Canceled) || n != 5 {
		t.Errorf("after %d runs: %v", n, got)
	}
}

// The simulated engine obeys its law exactly when it has no noise.
func TestSimLaw(t *testing.T) {
	sim := &harness.Sim{Law: harness.Law{T1: time.Second, Serial: 0.2, Rise: 0.01}}
	j := enginetest.Job(40, 1, 2)
	for n, want := range map[int]time.Duration{
		1: time.Second,
		4: 200*time.Millisecond + 206*time.Millisecond,
		8: 200*time.Millisecond + 107*time.Millisecond,
	} {
		timing, err := sim.Run(t.Context(), make([]float64, j.ResultLen()), j, n)
		if err != nil {
			t.Fatal(err)
		}
		if timing.Wall != want {
			t.Errorf("N = %d: %v, want %v", n, timing.Wall, want)
		}
	}
}

func TestControlJobIsAPart(t *testing.T) {
	j := enginetest.Job(100, 2, 5)
	j.Workload.Finish = func(*harness.Table) {}
	part := harness.ControlJob(j, 3)
	if part.Data.NumRows() != 33 || len(part.Data.Values) != 66 || part.Workload.Finish != nil || j.Data.NumRows() != 100 {
		t.Errorf("%d rows, %d values, finish %v", part.Data.NumRows(), len(part.Data.Values), part.Workload.Finish != nil)
	}
}

func TestDefaultChunkRows(t *testing.T) {
	for _, tc := range []struct {
		rows   int
		serial time.Duration
		paced  bool
		n      int
		want   int
	}{
		{200_000, 20 * time.Millisecond, false, 64, 1042},   // chunks of 100 µs, three for each worker
		{200_000, 2 * time.Second, false, 64, 125},          // 25 for each worker
		{3051, 3051 * 250 * time.Microsecond, true, 64, 12}, // 3 ms, four for each worker but one
		{3051, time.Millisecond, false, 64, 306},
		{10, time.Microsecond, false, 2, 10},
		{1, 0, false, 1, 1},
	} {
		if got := harness.DefaultChunkRows(tc.rows, tc.serial, tc.paced, tc.n); got != tc.want {
			t.Errorf("%d rows of %v in all, N to %d: %d rows a chunk, want %d", tc.rows, tc.serial, tc.n, got, tc.want)
		}
	}
}

// The plain loop as the engine of a sweep keeps when each chunk was worked on. The plain
// loop that makes the reference does not read the clock for that.
func TestPlainLoopTimeline(t *testing.T) {
	j := enginetest.Job(40, 1, 4)
	for _, engine := range []harness.Serial{harness.NewSerial(), {}} {
		if _, err := engine.Run(t.Context(), make([]float64, j.ResultLen()), j, 1); err != nil {
			t.Fatal(err)
		}
		if kept := engine.Timeline() != nil; kept != (engine != harness.Serial{}) {
			t.Errorf("%+v: a timeline is kept: %v", engine, kept)
		}
	}
}

// A warm-up that is warm enough ends, and the blocks after it are those of a whole one.
func TestWarmed(t *testing.T) {
	count := func(enough int) (warm int, timed []int) {
		s := harness.Sweep{Warmup: 2, Blocks: 2, Seed: 3, Warmed: func(harness.Run) bool { enough--; return enough == 0 }}
		for run, err := range s.Runs(t.Context(), simTrial()) {
			if err != nil {
				t.Fatal(err)
			}
			if run.Warmup {
				warm++
			} else {
				timed = append(timed, run.Workers)
			}
		}
		return warm, timed
	}
	whole, want := count(0)
	if whole != 8 {
		t.Errorf("%d runs of a whole warm-up, want 8", whole)
	}
	for _, enough := range []int{1, 4, 5} {
		if warm, timed := count(enough); warm != enough || !slices.Equal(timed, want) {
			t.Errorf("%d runs of warm-up, want %d; then N = %v, want %v", warm, enough, timed, want)
		}
	}
}

// losing is an engine that loses a worker in the first runs at N = 2.
type losing struct {
	harness.Engine
	runs int
}

func (e *losing) Run(ctx context.Context, dst []float64, j *harness.Job, workers int) (harness.Timing, error) {
	t, err := e.Engine.Run(ctx, dst, j, workers)
	if workers == 2 && e.runs > 0 {
		e.runs--
		t.Lost = 1
	}
	return t, err
}

// A run that lost a worker is yielded and made again in its place; one that loses a worker each
// time ends the sweep.
func TestSweepLosesWorkers(t *testing.T) {
	for _, c := range []struct{ losses, runs int }{{0, 4}, {2, 6}, {3, 7}, {4, 0}} {
		trial := harness.Trial{Engine: &losing{&harness.Pool{}, c.losses}, Job: enginetest.Job(40, 1, 2), Workers: []int{1, 2}}
		var counted []harness.Run
		made := 0
		var failed error
		for run, err := range (harness.Sweep{Blocks: 2, Seed: 1}).Runs(t.Context(), trial) {
			if failed = err; err != nil {
				break
			}
			if made++; run.Counts() {
				counted = append(counted, run)
			}
		}
		if c.runs == 0 {
			if lost := (*harness.LostError)(nil); !errors.As(failed, &lost) || *lost != (harness.LostError{Workers: 2, Runs: 4}) {
				t.Errorf("%d losses: %v", c.losses, failed)
			}
			continue
		}
		if failed != nil || made != c.runs || len(counted) != 4 {
			t.Errorf("%d losses: %d runs, %d of them count, %v", c.losses, made, len(counted), failed)
		}
		for i, run := range counted {
			if run.Block != i/2 || run.Order != i%2 {
				t.Errorf("%d losses: run %d has place %d of block %d", c.losses, i, run.Order, run.Block)
			}
		}
	}
}
