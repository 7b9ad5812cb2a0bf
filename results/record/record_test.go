package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/raced"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A clock that each run moves on by its own time.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// replay yields runs, then err if it is not nil. It calls after when a run was taken.
func replay(runs []harness.Run, c *clock, err error, after func(i int)) iter.Seq2[harness.Run, error] {
	return func(yield func(harness.Run, error) bool) {
		for i, r := range runs {
			c.now = c.now.Add(r.Timing.Wall)
			if !yield(r, nil) {
				return
			}
			if after != nil {
				after(i)
			}
		}
		if err != nil {
			yield(harness.Run{}, err)
		}
	}
}

func TestRecordStops(t *testing.T) {
	h := header(1, 2)
	block := 1500 * time.Millisecond // about: one second at N = 1, half at N = 2
	for _, c := range []struct {
		name   string
		stop   Stop
		blocks int
		want   string
	}{
		{"all done", Stop{}, 20, "20 blocks done"},
		{"blocks", Stop{Blocks: 3}, 3, "3 blocks done"},
		{"one block", Stop{Blocks: 1}, 1, "1 block done"},
		{"precision needs two looks", Stop{Precision: 0.9}, 7, "precision 0.9 reached after 7 blocks"},
		{"the time ends before the second look", Stop{Precision: 0.9, MaxTime: 5*block + block/2}, 5, "time limit 8.25s spent after 5 blocks"},
		{"precision out of reach", Stop{Precision: 1e-9, Blocks: 8}, 8, "8 blocks done"},
		{"time", Stop{MaxTime: 4*block + block/2}, 4, "time limit 6.75s spent after 4 blocks"},
		{"no time", Stop{MaxTime: 1}, 1, "time limit 1ns spent after 1 block"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := create(t, h)
			now := clock{runtest.Epoch}
			c.stop.Now = now.Now
			var seen []Progress
			stopped, err := Runs(t.Context(), replay(runtest.Amdahl(20, 0, time.Second, 1, 2), &now, nil, nil), w, c.stop,
				func(p Progress) { seen = append(seen, p) })
			if err != nil || stopped != c.want {
				t.Fatalf("%q, %v; want %q", stopped, err, c.want)
			}
			f, err := results.Read(w.Path())
			if err != nil || len(f.Runs) != 2*c.blocks || f.End == nil || *f.End != (results.End{Stopped: c.want}) {
				t.Fatalf("the file has %d runs, end %+v, %v; want %d blocks of 2", len(f.Runs), f.End, err, c.blocks)
			}
			if len(seen) != 2*c.blocks {
				t.Fatalf("progress was called %d times, want once for each of %d runs", len(seen), 2*c.blocks)
			}
			for i, p := range seen {
				if within := i%2 == 0; p.Within != within || p.Block != (i+1)/2 || p.Runs != i+1 || p.Warmup != 0 || (p.SerialFraction == nil) != (i == 0) {
					t.Errorf("after run %d: progress %+v", i+1, p)
				}
			}
			last := seen[len(seen)-1]
			if last.Block != c.blocks || last.Runs != 2*c.blocks || last.Elapsed != now.now.Sub(runtest.Epoch) || last.SerialFraction == nil {
				t.Errorf("last progress %+v", last)
			}
		})
	}
}

// S is found at each of the first blocks and at every look, and of a long sweep so rarely that all of
// it takes as long as looking at some hundred times its runs.
func TestDue(t *testing.T) {
	r := recorder{look: firstLook}
	const blocks = 100_000
	work := 0
	for r.blocks = 1; r.blocks <= blocks; r.blocks++ {
		due := r.due()
		if !due && (r.blocks <= 64 || r.blocks == r.look) {
			t.Errorf("S is not found at block %d, the next look is at %d", r.blocks, r.look)
		}
		if due {
			r.seen = r.blocks
			work += r.blocks
		}
		if r.judge(r.blocks, 1); r.blocks-r.seen > r.blocks/64 {
			t.Fatalf("at block %d the S shown is of block %d", r.blocks, r.seen)
		}
	}
	if work > 100*blocks {
		t.Errorf("over %d blocks, %d were looked at", blocks, work)
	}
}

// The looks of a sweep are further and further apart, and one look is not enough to stop.
func TestLooks(t *testing.T) {
	r := recorder{stop: Stop{Precision: 0.5}, look: firstLook}
	var looks []int
	for b := 1; b <= 40; b++ {
		width := 0.8
		if b == r.look {
			looks = append(looks, b)
		}
		if b != 7 && b != 14 { // content at 5, not at 7, at 10, not at 14, at 20 and 28
			width = 0.1
		}
		if r.judge(b, width); r.precise {
			break
		}
	}
	if want := []int{5, 7, 10, 14, 20, 28}; !slices.Equal(looks, want) {
		t.Errorf("looked at blocks %v, want %v", looks, want)
	}
}

func TestRecordTakesControlAndWarmup(t *testing.T) {
	h := header(1, 2)
	h.Control = []int{1, 2}
	warm := runtest.AmdahlRun(0, 1, 0, time.Second, 1)
	warm.Warmup = true
	runs := []harness.Run{warm}
	for b := range 4 {
		for _, n := range h.Workers {
			own, control := runtest.AmdahlRun(b, n, 0, time.Second, 1), runtest.AmdahlRun(b, n, 0, time.Second, 1)
			control.Engine = (&harness.Control{}).Name()
			runs = append(runs, own, control)
		}
	}
	w := create(t, h)
	now := clock{runtest.Epoch}
	stopped, err := Runs(t.Context(), replay(runs, &now, nil, nil), w, Stop{Blocks: 2, Now: now.Now}, nil)
	if err != nil || stopped != "2 blocks done" || len(w.File().Runs) != 1+2*4 {
		t.Errorf("%q, %v, %d runs; want 2 blocks of 4 and a warm-up", stopped, err, len(w.File().Runs))
	}
}

// A sweep whose context ended by the time limit, within a run, was not interrupted.
func TestRecordEndedByTime(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	w := create(t, header(1, 2))
	now := clock{runtest.Epoch}
	over := fmt.Errorf("over: %w", ErrTime)
	stopping := func(i int) {
		if i == 5 {
			cancel(over)
		}
	}
	runs := replay(runtest.Amdahl(20, 0, time.Second, 1, 2)[:6], &now, over, stopping)
	stopped, err := Runs(ctx, runs, w, Stop{Now: now.Now, MaxTime: time.Hour}, nil)
	if end := w.File().End; err != nil || stopped != "time limit 1h0m0s spent after 3 blocks" || end == nil || end.Interrupted || end.Stopped != stopped {
		t.Errorf("%q, end %+v, %v", stopped, end, err)
	}
}

func TestRecordInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	w := create(t, header(1, 2))
	now := clock{runtest.Epoch}
	stopping := func(i int) {
		if i == 5 {
			cancel()
		}
	}
	runs := replay(runtest.Amdahl(20, 0, time.Second, 1, 2)[:6], &now, context.Canceled, stopping)
	stopped, err := Runs(ctx, runs, w, Stop{Now: now.Now}, nil)
	if err != nil || stopped != "interrupted after 3 blocks" {
		t.Fatalf("%q, %v", stopped, err)
	}
	f, err := results.Read(w.Path())
	if err != nil || len(f.Runs) != 6 || f.End == nil || !f.End.Interrupted {
		t.Fatalf("%d runs, end %+v, %v", len(f.Runs), f.End, err)
	}
	if a := analyze(t, f); !a.Interrupted || a.SerialFraction == nil || a.Stopped != stopped {
		t.Errorf("interrupted %v, S = %v, stopped %q", a.Interrupted, a.SerialFraction, a.Stopped)
	}
}

func TestRecordFails(t *testing.T) {
	w := create(t, header(1, 2))
	now := clock{runtest.Epoch}
	broken := errors.New("a kernel panicked in rows 1..32")
	_, err := Runs(t.Context(), replay(runtest.Amdahl(2, 0, time.Second, 1, 2), &now, broken, nil), w, Stop{Now: now.Now}, nil)
	if !errors.Is(err, broken) {
		t.Fatalf("error %v", err)
	}
	f, err := results.Read(w.Path())
	if err != nil || len(f.Runs) != 4 || f.End == nil || f.End.Failed != broken.Error() {
		t.Errorf("%d runs, end %+v, %v", len(f.Runs), f.End, err)
	}
}

func TestRecordCannotWrite(t *testing.T) {
	w := create(t, header(1, 2))
	w.Close()
	now := clock{runtest.Epoch}
	_, err := Runs(t.Context(), replay(runtest.Amdahl(1, 0, time.Second, 1), &now, nil, nil), w, Stop{Now: now.Now}, nil)
	if !errors.As(err, new(*results.WriteError)) || !strings.Contains(err.Error(), "no run was written, and the file was removed") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(w.Path()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file without a run: %v", err)
	}
	if f := w.File(); len(f.Runs) != 1 || f.End == nil || f.End.Failed == "" {
		t.Errorf("%d runs in memory, end %+v; want the one that was made", len(f.Runs), f.End)
	}
}

// Of 40 sweeps of the simulated engine at least 34 have a 95 % interval that holds the
// planted S (38 are expected; fewer than 34 happen by chance once in 300).
func TestRecordSimulated(t *testing.T) {
	sweeps, held := 40, 0
	if raced.On {
		sweeps = 10 // each starts the same goroutines
	}
	for seed := range sweeps {
		if recordSimulated(t, uint64(seed)) {
			held++
		}
	}
	if held < sweeps*34/40 {
		t.Errorf("%d of %d intervals hold the planted S", held, sweeps)
	}
}

// recordSimulated reports whether the interval of S of one sweep holds the planted S.
func recordSimulated(t *testing.T, seed uint64) bool {
	t.Helper()
	const serial = 0.03
	data := &harness.Dataset{Name: "ones", Cols: 1, Values: make([]float64, 64), Rows: make([]string, 64)}
	job := &harness.Job{Data: data, ChunkRows: 1, Workload: harness.Workload{Name: "zero", Outputs: []string{"x"},
		Kernel: func(dst []float64, c harness.Chunk) { clear(dst) }}}
	h := header(1, 2, 4, 8, 16, 32, 64)
	h.Engine = "sim"
	trial := harness.Trial{Engine: &harness.Sim{Law: harness.Law{T1: time.Second, Serial: serial, CV: 0.01}, Seed: seed}, Job: job, Workers: h.Workers}
	w := results.InMemory(h)
	stopped, err := Runs(t.Context(), harness.Sweep{Seed: 1, Warmup: 1}.Runs(t.Context(), trial), w, Stop{Precision: 0.005, Blocks: 40}, nil)
	if err != nil || !strings.HasPrefix(stopped, "precision 0.005 reached") {
		t.Fatalf("%q, %v", stopped, err)
	}
	a := analyze(t, w.File())
	if c := slices.MaxFunc(a.Causes, func(a, b analysis.Cause) int { return cmp.Compare(a.SerialFraction, b.SerialFraction) }); c.Name != "split" || len(a.FittedWorkers) != 7 {
		t.Errorf("largest cause %s, fitted %v", c.Name, a.FittedWorkers)
	}
	return a.SerialFraction.Lo <= serial && serial <= a.SerialFraction.Hi
}

// A look at a sweep over N = 1 sees the runs that were made by then, also where a file that
// is resumed has more.
func TestWidthIsOfTheRunsSeen(t *testing.T) {
	h := header(1)
	runs := runtest.Amdahl(12, 30*time.Millisecond, time.Second, 1)
	for i := range runs[:4] { // the first scatter
		runs[i].Timing.Wall += time.Duration(i) * 50 * time.Millisecond
	}
	r := recorder{file: &results.File{Header: h, Runs: runs}}
	_, _, early := r.found(&results.File{Header: r.file.Header, Runs: runs[:4]})
	_, _, all := r.found(&results.File{Header: r.file.Header, Runs: runs})
	if !(all < early) {
		t.Errorf("width %v after 4 runs, %v after 12", early, all)
	}
}
