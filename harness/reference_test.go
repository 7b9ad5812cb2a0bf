package harness_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// A counter counts the rows that kernels work on and the workers that are made. It keeps
// both counts as they were when the first run began.
type counter struct {
	rows, made             atomic.Int64
	begun                  atomic.Bool
	rowsBefore, madeBefore int64
}

// making returns w with workers made by NewWorker, and counts both workers and rows.
func (n *counter) making(w harness.Workload) harness.Workload {
	kernel := w.Kernel
	w.Kernel, w.NewWorker = nil, func(context.Context) (harness.Worker, error) {
		n.made.Add(1)
		return harness.Stateless(func(dst []float64, c harness.Chunk) {
			n.rows.Add(int64(c.Rows))
			kernel(dst, c)
		}), nil
	}
	return w
}

// A beginning is an engine that notifies a counter when the first run begins.
type beginning struct {
	harness.Engine
	*counter
}

func (e beginning) Run(ctx context.Context, dst []float64, j *harness.Job, workers int) (harness.Timing, error) {
	if e.begun.CompareAndSwap(false, true) {
		e.rowsBefore, e.madeBefore = e.rows.Load(), e.made.Load()
	}
	return e.Engine.Run(ctx, dst, j, workers)
}

// Before the first run of a sweep there is one pass over the rows of each trial, in Runs or
// where the reference was made before. That holds where workers are made, whatever is timed,
// and where a sweep is resumed.
func TestOnePassBeforeTheFirstRun(t *testing.T) {
	const rows = 130
	for _, schedule := range harness.Schedules {
		t.Run(schedule.Name, func(t *testing.T) {
			var n counter
			data := enginetest.Job(rows, 2, 1).Data
			work := n.making(enginetest.Job(1, 1, 1).Workload)
			alternative := work
			work.Alternative = &alternative
			engine := beginning{&harness.Pool{Schedule: schedule}, &n}

			own, err := harness.NewTrial(t.Context(), engine, data, work, 1, 2)
			if err != nil {
				t.Fatal(err)
			}
			if got := n.rows.Load(); got != rows || n.made.Load() != 1 {
				t.Errorf("a trial made by going over %d of %d rows, with %d workers made; want one pass of one worker", got, rows, n.made.Load())
			}
			trials := []harness.Trial{own,
				{Engine: beginning{&harness.Control{}, &n}, Job: harness.ControlJob(own.Job, 2), Workers: []int{1, 2}},
				{Engine: harness.Alternative{Engine: engine}, Job: harness.AlternativeJob(own.Job), Workers: []int{1, 2}},
			}
			for _, skip := range []int{0, 4} {
				n.begun.Store(false)
				n.rows.Store(rows) // of NewTrial
				n.made.Store(1)
				for _, err := range (harness.Sweep{Blocks: 1, Warmup: 1, Skip: skip}).Runs(t.Context(), trials...) {
					if err != nil {
						t.Fatal(err)
					}
				}
				if want := int64(rows + rows/2 + rows); n.rowsBefore != want || n.madeBefore != 3 {
					t.Errorf("after %d runs: %d rows and %d workers before the first; want one pass of each job, %d rows and 3 workers", skip, n.rowsBefore, n.madeBefore, want)
				}
			}
		})
	}
}

// A simulated engine works on no row of a sweep. Its answer is that of the reference, for
// either algorithm and for several jobs in turn. Outside a sweep it computes the answer.
func TestSimWorksOnNoRow(t *testing.T) {
	rows := 0
	job := func(n int) *harness.Job {
		j := enginetest.Job(n, 2, 7)
		sum := j.Workload.Kernel
		j.Workload.Kernel = func(dst []float64, c harness.Chunk) { rows += c.Rows; sum(dst, c) }
		return j
	}
	sim := &harness.Sim{Law: harness.Law{T1: time.Second}}
	trials := []harness.Trial{
		{Engine: sim, Job: job(50), Workers: []int{1, 2}},
		{Engine: sim, Job: job(60), Workers: []int{1, 2}},
		{Engine: harness.Alternative{Engine: &harness.Sim{}}, Job: job(70), Workers: []int{2}},
	}
	for _, err := range (harness.Sweep{Blocks: 3, Warmup: 1}).Runs(t.Context(), trials...) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if rows != 50+60+70 {
		t.Errorf("%d rows worked on, want %d of the references", rows, 50+60+70)
	}
	alone := job(40)
	want, err := harness.Answer(t.Context(), alone)
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := harness.Once(t.Context(), sim, alone, 2); err != nil || !slices.Equal(got, want) {
		t.Errorf("alone it answers %v, want %v; error %v", got, want, err)
	}
}

// A job that is only run for its answer is cut by the time of a small part of its rows, or
// of one row where that takes long. No row is timed where workers are made or the rows are
// few.
func TestCutSamples(t *testing.T) {
	for _, tc := range []struct {
		rows, done int
		row        time.Duration
		makes      bool
		chunk      int
	}{
		{rows: 15, done: 0, row: time.Second, chunk: 2},
		{rows: 16, done: 4, row: time.Microsecond, chunk: 16},
		{rows: 1000, done: 1 + 3*62, row: 2 * time.Microsecond, chunk: 50},
		{rows: 100_000, done: 1 + 3*64, row: time.Microsecond, chunk: 1563},
		{rows: 1000, done: 1, row: 11 * time.Millisecond, chunk: 18},
		{rows: 1000, done: 1 + 62, row: time.Millisecond, chunk: 18},
		{rows: 1000, done: 0, row: time.Microsecond, makes: true, chunk: 18},
	} {
		synctest.Test(t, func(t *testing.T) {
			var n counter
			work := enginetest.Job(1, 1, 1).Workload
			kernel := work.Kernel
			work.Kernel = func(dst []float64, c harness.Chunk) {
				n.rows.Add(int64(c.Rows))
				time.Sleep(time.Duration(c.Rows) * tc.row)
				kernel(dst, c)
			}
			if tc.makes {
				work = n.making(work)
			}
			job, err := harness.NewJob(t.Context(), enginetest.Job(tc.rows, 1, 1).Data, work, 2)
			if err != nil {
				t.Fatal(err)
			}
			if got := int(n.rows.Load()); got != tc.done || n.made.Load() != 0 || job.ChunkRows != tc.chunk {
				t.Errorf("%+v: %d rows gone over, %d workers made, chunks of %d rows", tc, got, n.made.Load(), job.ChunkRows)
			}
		})
	}
}

// In a bubble of simulated time a kernel takes exactly the time that it sleeps. The chunks
// of a long job are chosen by the time of the one pass, which was made in the same chunks:
// so even a kernel whose answer depends on the cut gives the answer of the runs. The chunks
// of a short job are chosen by the time of warm rows, however cold the pass was; at most a
// quarter of the rows is timed again for it.
func TestReferGivesTheKernelTime(t *testing.T) {
	for name, tc := range map[string]struct {
		row        time.Duration
		cold       time.Duration // how much longer a row takes the first time
		pace       time.Duration
		kernel     time.Duration
		chunk, met int // rows of a chunk of the runs, and of the pass
		again      int // rows that are timed again
	}{
		"long":          {row: time.Millisecond, kernel: 640 * time.Millisecond, chunk: 10, met: 10},
		"long, cold":    {row: 20 * time.Microsecond, cold: 180 * time.Microsecond, kernel: 128 * time.Millisecond, chunk: 10, met: 10},
		"short":         {row: 2 * time.Microsecond, kernel: 1280 * time.Microsecond, chunk: 54, met: 10, again: 1 + 3*40},
		"short, cold":   {row: 2 * time.Microsecond, cold: 18 * time.Microsecond, kernel: 12800 * time.Microsecond, chunk: 54, met: 10, again: 1 + 3*40},
		"shorter, cold": {row: 500 * time.Nanosecond, cold: 4500 * time.Nanosecond, kernel: 3200 * time.Microsecond, chunk: 320, met: 10, again: 1 + 3*40},
		"paced":         {row: time.Microsecond, pace: time.Millisecond, kernel: 640 * time.Millisecond, chunk: 10, met: 10},
		"paced, cold":   {row: time.Microsecond, cold: 99 * time.Microsecond, pace: 10 * time.Microsecond, kernel: 64 * time.Millisecond, chunk: 320, met: 10, again: 1 + 3*40},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				j := enginetest.Job(640, 1, 0)
				sum, met, done := j.Workload.Kernel, 0, 0
				j.Workload.Pace = tc.pace
				j.Workload.Begin = func() { t.Error("the serial first step was made") }
				j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
					if done < 640 {
						met = max(met, c.Rows)
						time.Sleep(time.Duration(c.Rows) * tc.cold)
					}
					done += c.Rows
					time.Sleep(time.Duration(c.Rows) * tc.row)
					sum(dst, c)
				}
				ref, err := j.Refer(t.Context(), 2)
				if err != nil {
					t.Fatal(err)
				}
				if ref.Kernel != tc.kernel || j.ChunkRows != tc.chunk || met != tc.met {
					t.Errorf("kernel %v, chunks of %d rows, the pass in chunks of %d; want %v, %d, %d", ref.Kernel, j.ChunkRows, met, tc.kernel, tc.chunk, tc.met)
				}
				if done != 640+tc.again {
					t.Errorf("%d rows after the pass, want %d", done-640, tc.again)
				}
				want, err := harness.Answer(t.Context(), enginetest.Job(640, 1, 7))
				if err != nil || !slices.Equal(ref.Answer, want) || ref.Digest != harness.AnswerDigest(want) {
					t.Errorf("another answer, %s; error %v", ref.Digest, err)
				}
			})
		})
	}
}

// One pass gives the answer of the control too, as the kernel wrote it: the last step of the
// job, which the control does not have, may rewrite any place. A place that only that step
// writes is missing in the control, and that is an error.
func TestReferControl(t *testing.T) {
	negate := func(out *harness.Table) {
		for i := range out.Values {
			out.Values[i] = -out.Values[i]
		}
	}
	for name, finish := range map[string]func(*harness.Table){"no last step": nil, "a last step": negate} {
		for _, n := range []int{1, 3, 200} {
			j := enginetest.Job(100, 2, 7)
			j.Workload.Finish = finish
			sum, rows := j.Workload.Kernel, 0
			j.Workload.Kernel = func(dst []float64, c harness.Chunk) { rows += c.Rows; sum(dst, c) }
			own, control, err := j.ReferControl(t.Context(), 2, n)
			if err != nil || rows != 100 {
				t.Fatalf("%s: %d rows gone over, error %v", name, rows, err)
			}
			for what, tc := range map[string]struct {
				got *harness.Reference
				job *harness.Job
			}{"own": {own, j}, "control": {control, harness.ControlJob(j, n)}} {
				want, err := harness.NewReference(t.Context(), tc.job)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(tc.got.Answer, want.Answer) || tc.got.Digest != want.Digest {
					t.Errorf("%s, %s for N = %d: %v, want %v", name, what, n, tc.got, want)
				}
			}
		}
	}
	j := enginetest.Job(10, 1, 5)
	j.Workload.Kernel = func([]float64, harness.Chunk) {}
	j.Workload.Finish = func(out *harness.Table) { clear(out.Values) }
	if _, _, err := j.ReferControl(t.Context(), 2, 2); err == nil || !strings.Contains(err.Error(), "was not written") {
		t.Errorf("error %v", err)
	}
}

// Where no reference can be made, the job stays uncut. A context that ends stops it soon.
func TestReferFails(t *testing.T) {
	j := enginetest.Job(1000, 1, 0)
	if _, err := j.Refer(t.Context(), 0); !errors.As(err, new(*harness.FlagError)) {
		t.Errorf("no workers: error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	sum, calls := j.Workload.Kernel, 0
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) { calls++; cancel(); sum(dst, c) }
	if _, err := j.Refer(ctx, 2); !errors.Is(err, context.Canceled) || calls != 1 || j.ChunkRows != 0 {
		t.Errorf("error %v after %d chunks, then of %d rows", err, calls, j.ChunkRows)
	}
	none := enginetest.Job(0, 1, 0)
	if _, err := none.Refer(t.Context(), 2); err == nil || !strings.Contains(err.Error(), "it has no rows") {
		t.Errorf("no rows: error %v", err)
	}
}

// Trial.Answer holds the answer of each run until the next. It is the caller's memory, and
// not that of the reference.
func TestTrialAnswer(t *testing.T) {
	j := enginetest.Job(40, 1, 5)
	ref, err := harness.NewReference(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	trial := harness.Trial{Engine: &harness.Pool{}, Job: j, Workers: []int{1, 2}, Reference: ref, Answer: make([]float64, j.ResultLen())}
	for run, err := range (harness.Sweep{Blocks: 2}).Runs(t.Context(), trial) {
		if err != nil || !slices.Equal(trial.Answer, ref.Answer) || run.Answer != ref.Digest {
			t.Fatalf("run %+v, error %v, answer %v", run, err, trial.Answer)
		}
		trial.Answer[3] = math.Pi // what a run leaves unwritten is found
	}
	for want, wrong := range map[string]harness.Trial{
		"it is that of another job": {Reference: &harness.Reference{Answer: make([]float64, 7)}},
		"make room for":             {Answer: make([]float64, 7)},
		"memory of its Reference":   {Reference: ref, Answer: ref.Answer},
	} {
		wrong.Engine, wrong.Job, wrong.Workers = trial.Engine, j, trial.Workers
		for _, err := range (harness.Sweep{Blocks: 1}).Runs(t.Context(), wrong) {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q", err, want)
			}
		}
	}
}
