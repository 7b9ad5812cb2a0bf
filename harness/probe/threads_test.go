package probe

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"serialfraction/harness"
)

func TestScale(t *testing.T) {
	f := &fakeMachine{busy: func(n int) time.Duration { return time.Duration(1000 + 100*(n-1)) }}
	points, err := Scale(t.Context(), f.threads, []int{1, 2, 4}, 6, func(n, i int) {
		if i >= n {
			t.Errorf("thread %d of %d", i, n)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if f.did != 6*7 {
		t.Errorf("%d pieces of work, want 42", f.did)
	}
	for b := range 6 { // a block holds every n once
		block := slices.Sorted(slices.Values(f.runs[3*b : 3*b+3]))
		if !slices.Equal(block, []int{1, 2, 4}) {
			t.Errorf("block %d has %v threads", b, block)
		}
	}
	for k, want := range []float64{1, 2 / 1.1, 4 / 1.3} {
		if got := points[k].Ratio(points[0]); got != (Middle{want, want, want}) {
			t.Errorf("%d threads: %+v, want %v", points[k].Threads, got, want)
		}
	}
	if got := points[1].Rate(1100); got.Value != 1e9 {
		t.Errorf("1100 in 1100 ns is %v a second", got.Value)
	}
}

func TestScaleFails(t *testing.T) {
	broken := errors.New("no threads")
	_, err := Scale(t.Context(), func(context.Context, int, func(int)) ([]harness.WorkerTiming, error) { return nil, broken }, []int{1}, 1, func(int, int) {})
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// The pool gives every thread its piece, once, all at the same time.
func TestPoolThreads(t *testing.T) {
	var done [3]atomic.Int64
	var meeting atomic.Int64
	workers, err := PoolThreads()(t.Context(), 3, func(i int) {
		done[i].Add(1)
		meeting.Add(1)
		for meeting.Load() < 3 { // none ends before all have begun
		}
	})
	if err != nil || len(workers) != 3 {
		t.Fatalf("%d workers, %v", len(workers), err)
	}
	for i := range done {
		if n := done[i].Load(); n != 1 || workers[i].Chunks != 1 {
			t.Errorf("piece %d was done %d times, by a worker with %d chunks", i, n, workers[i].Chunks)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := PoolThreads()(ctx, 1, func(int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
