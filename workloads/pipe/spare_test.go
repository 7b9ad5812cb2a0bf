package pipe

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
)

// A job that is done once has the processes of its workers before it begins, among them the one that was tried.
// Later workers have processes of their own, and the answers are those of a sweep.
func TestSpare(t *testing.T) {
	for name, fresh := range map[string]func() *program{
		"program":  func() *program { return programOf(t, rows(23), "good") },
		"header":   func() *program { return programOf(t, rows(23), "header") },
		"ndjson":   func() *program { return framed(t, "ndjson", "json") },
		"arrow":    func() *program { return framed(t, "arrow", "arrow") },
		"f8":       func() *program { return programOf(t, rows(23), "f8/good") },
		"function": func() *program { return standInOf(t, worded(), "adapter") },
	} {
		t.Run(name, func(t *testing.T) {
			want := answersWithout(t, fresh())
			p := fresh()
			p.Once = 2
			if err := p.Try(t.Context()); err != nil {
				t.Fatal(err)
			}
			kept := slices.Clone(p.spares.kept)
			if len(kept) != 2 {
				t.Fatalf("%d processes were kept for two workers", len(kept))
			}
			var made []harness.Worker
			for range 3 {
				w, err := p.NewWorker(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				made = append(made, w)
			}
			for i, w := range made[:2] {
				if w.(*staying).child != kept[1-i].child {
					t.Errorf("worker %d has another process than was kept for it", i+1)
				}
			}
			for _, w := range made {
				got := make([]float64, len(want))
				for range 2 {
					c := harness.Chunk{Rows: p.Data.NumRows(), Cols: p.Data.Cols, Values: p.Data.Block(nil, 0, p.Data.NumRows())}
					if err := w.Kernel(got, c); err != nil {
						t.Fatal(err)
					}
					if !slices.Equal(got, want) {
						t.Errorf("answers %v, want %v", got, want)
					}
				}
				if err := w.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// framed is a program of the tests that speaks a frame.
func framed(t *testing.T, frame, mode string) *program {
	p := programOf(t, rows(23), mode)
	p.Frame = frameOf(t, frame)
	return p
}

// How the process ends that was tried for a job is seen when the job ends.
func TestSpareEndsBadly(t *testing.T) {
	for mode, want := range map[string]string{
		"fails": "ended with exit code 7 with all its 23 rows answered",
		"more":  "answered more than the 23 rows",
	} {
		p := programOf(t, rows(23), mode)
		p.Once = 1
		if err := p.Try(t.Context()); err != nil {
			t.Fatal(err)
		}
		job := &harness.Job{Data: p.Data, Workload: p.work(), ChunkRows: 23}
		_, _, err := harness.Once(t.Context(), &harness.Pool{Schedule: harness.Schedules[0]}, job, 1)
		var kernel *harness.KernelError
		if !errors.As(err, &kernel) || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// A process that may get no row besides its chunks is not tried for it.
func TestSpareWithoutAProbe(t *testing.T) {
	p := programOf(t, rows(5), "rows") // answers with the number of rows that it has seen
	p.Once, p.Probe = 1, false
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, _, err := harness.Once(t.Context(), &harness.Pool{Schedule: harness.Schedules[0]}, &harness.Job{Data: p.Data, Workload: p.work(), ChunkRows: 5}, 1)
	if err != nil || !slices.Equal(got, []float64{1, 2, 3, 4, 5}) {
		t.Errorf("%v, error %v", got, err)
	}
}

// answersWithout returns the answers of a program without a spare.
func answersWithout(t *testing.T, p *program) []float64 {
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(p.spares.kept) > 0 {
		t.Fatal("a job that is not done once kept a process")
	}
	got, err := harness.Answer(t.Context(), &harness.Job{Data: p.Data, Workload: p.work(), ChunkRows: 5})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// The process of a worker ends with the context of its job, also where the trial began in another.
func TestSpareEndsWithItsJob(t *testing.T) {
	p := programOf(t, rows(23), "good")
	p.Once = 1
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	w, err := p.NewWorker(ctx)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	err = w.Kernel(make([]float64, 1), harness.Chunk{Rows: 1, Cols: p.Data.Cols, Values: p.first})
	if err == nil || context.Cause(ctx) == nil {
		t.Errorf("the error is %v", err)
	}
}

// No process is left where a trial fails, where no worker comes, and where each chunk has its own.
func TestNoSpareIsLeft(t *testing.T) {
	failing := programOf(t, rows(23), "nothing")
	failing.Once = 2
	if err := failing.Try(t.Context()); err == nil || len(failing.spares.kept) > 0 {
		t.Errorf("a trial that failed (%v) kept a process: %v", err, len(failing.spares.kept) > 0)
	}
	each := programOf(t, rows(23), "good")
	each.Once, each.PerChunk = 2, true
	if err := each.Try(t.Context()); err != nil || len(each.spares.kept) > 0 {
		t.Errorf("%v; a program with a process for each chunk kept one: %v", err, len(each.spares.kept) > 0)
	}
	unused := programOf(t, rows(23), "good")
	unused.Once = 1
	if err := unused.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept := unused.spares.kept[0].child
	unused.spares.drop()
	if len(unused.spares.kept) > 0 || !kept.ended {
		t.Error("a process that no worker took was not ended")
	}
}
