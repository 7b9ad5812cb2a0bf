package harness_test

import (
	"context"
	"errors"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// A chunk that a kernel skips in one run does not get the answer of the run before, in any
// schedule.
func TestSkippedChunkIsFound(t *testing.T) {
	for _, s := range harness.Schedules {
		t.Run(s.Name, func(t *testing.T) {
			j := enginetest.Job(40, 1, 4)
			sum := j.Workload.Kernel
			runs := 0
			j.Workload.Begin = func() { runs++ }
			j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
				if runs < 2 || c.Index != 3 {
					sum(dst, c)
				}
			}
			var got error
			trial := harness.Trial{Engine: &harness.Pool{Schedule: s}, Job: j, Workers: []int{2}}
			for _, err := range (harness.Sweep{Blocks: 3}).Runs(t.Context(), trial) {
				got = err
			}
			if wrong := (*harness.AnswerError)(nil); !errors.As(got, &wrong) || wrong.First != 12 || wrong.Last != 15 {
				t.Fatalf("error is %v after %d runs, want an *AnswerError in rows 12–15", got, runs)
			}
		})
	}
}

// A kernel that leaves a place unwritten has no answer to compare with.
func TestUnwrittenPlaceIsAnError(t *testing.T) {
	j := enginetest.Job(10, 1, 5)
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		for i := range c.Rows {
			dst[2*i] = 1
		}
	}
	_, err := harness.Answer(t.Context(), j)
	if kernel := (*harness.KernelError)(nil); !errors.As(err, &kernel) || !strings.Contains(err.Error(), "column sum was not written") {
		t.Fatalf("error is %v", err)
	}
}

// A worker that ends its goroutine ends the run and is closed, whatever it was doing. The
// engine can be used again. Otherwise the run would wait for ever for a kernel that calls
// t.Fatal, and the test would hang.
func TestEndedGoroutine(t *testing.T) { harness.EachParking(t, 3, testEndedGoroutine) }

func testEndedGoroutine(t *testing.T) {
	engines := map[string]func() harness.Engine{"control": func() harness.Engine { return &harness.Control{} }}
	for _, s := range harness.Schedules {
		engines[s.Name] = func() harness.Engine { return &harness.Pool{Schedule: s} }
	}
	for at, spoil := range map[string]func(w *harness.Workload, closed *atomic.Int64){
		"kernel": func(w *harness.Workload, closed *atomic.Int64) {
			sum := harness.Stateless(w.Kernel)
			w.Kernel, w.NewWorker = nil, func(context.Context) (harness.Worker, error) {
				return closing{harness.Stateless(func(dst []float64, c harness.Chunk) {
					if c.Row == 40 {
						runtime.Goexit()
					}
					sum(dst, c)
				}), closed}, nil
			}
		},
		"start": func(w *harness.Workload, _ *atomic.Int64) {
			w.Kernel, w.NewWorker = nil, func(context.Context) (harness.Worker, error) { runtime.Goexit(); return nil, nil }
		},
		"first claim": func(w *harness.Workload, _ *atomic.Int64) {
			w.BeforeFirstChunk = func() { runtime.Goexit() }
		},
	} {
		for name, engine := range engines {
			t.Run(at+" "+name, func(t *testing.T) {
				e := engine()
				j := enginetest.Job(100, 2, 10)
				var closed atomic.Int64
				spoil(&j.Workload, &closed)
				_, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, 3)
				var kernel *harness.KernelError
				if !errors.As(err, &kernel) || !strings.Contains(err.Error(), "ended its goroutine") {
					t.Fatalf("error %v", err)
				}
				if at == "kernel" && (kernel.First != 40 || kernel.Last != 49 || closed.Load() == 0) {
					t.Errorf("error %v, %d workers closed", err, closed.Load())
				}
				good := enginetest.Job(100, 2, 10)
				if _, err := e.Run(t.Context(), make([]float64, good.ResultLen()), good, 3); err != nil {
					t.Errorf("the run after it: %v", err)
				}
			})
		}
	}
}

// closing is a worker that counts when it is closed.
type closing struct {
	harness.Worker
	closed *atomic.Int64
}

func (c closing) Close() error { c.closed.Add(1); return nil }

// After a first step that failed no kernel runs, and the error is that of the step.
func TestNoKernelAfterFailedBegin(t *testing.T) {
	harness.EachParking(t, 3, testNoKernelAfterFailedBegin)
}

func testNoKernelAfterFailedBegin(t *testing.T) {
	for _, s := range harness.Schedules {
		for range 50 {
			j := enginetest.Job(30, 1, 1)
			j.Workload.Begin = func() { panic("no") }
			j.Workload.Kernel = func([]float64, harness.Chunk) { panic("must not run") }
			_, err := (&harness.Pool{Schedule: s}).Run(t.Context(), make([]float64, j.ResultLen()), j, 3)
			if step := (*harness.StepError)(nil); !errors.As(err, &step) {
				t.Fatalf("%s: error is %v, want a *StepError", s.Name, err)
			}
		}
	}
}

// A run leaves no file open, however it ends.
func TestNoFileLeftOpen(t *testing.T) { harness.EachParking(t, 8, testNoFileLeftOpen) }

func testNoFileLeftOpen(t *testing.T) {
	open := func() int {
		files, _ := os.ReadDir("/proc/self/fd") // where there is no such folder nothing is opened
		return len(files)
	}
	run := func() {
		j := enginetest.Job(30, 1, 1)
		j.Workload.Finish = func(*harness.Table) { panic("no") }
		if _, err := (&harness.Pool{Schedule: harness.Schedules[0]}).Run(t.Context(), make([]float64, j.ResultLen()), j, 8); err == nil {
			t.Fatal("no error")
		}
	}
	run()
	before := open()
	for range 10 {
		run()
	}
	if after := open(); after > before+4 {
		t.Errorf("%d files open, %d before", after, before)
	}
}
