package enginetest

import (
	"context"
	"errors"
	"testing"

	"serialfraction/harness"
)

// workerCounts are the N that an engine is tested at.
var workerCounts = []int{1, 2, 3, 7, 16}

// countsOf returns the N that an engine is tested at: all of workerCounts, 1 alone where the kind of the
// engine is OneWorker, and fewer where each run takes long because its workers are other processes.
func countsOf(e harness.Engine) []int {
	switch kind := harness.EngineKindOf(e.Name()); {
	case kind.OneWorker:
		return []int{1}
	case kind.Remote:
		return []int{1, 3, 16}
	}
	return workerCounts
}

// counts returns the N that the engines of a subject are tested at.
func (s subject) counts(t *testing.T) []int {
	t.Helper()
	return countsOf(s.ends(t).engine)
}

// run makes the first run of work.
func (w work) run(ctx context.Context, n int) error {
	_, err := w.engine.Run(ctx, make([]float64, w.first.ResultLen()), w.first, n)
	return err
}

// again makes a run after one that failed, which must leave no trace in the engine.
func (s subject) again(t *testing.T, w work, n int) {
	t.Helper()
	timing, err := w.engine.Run(t.Context(), make([]float64, w.then.ResultLen()), w.then, n)
	if err != nil {
		t.Fatalf("N = %d, the run after it: %v", n, err)
	}
	s.tiles(t, w.then, n, timing)
}

// try makes a run at each N of an engine.
func try(t *testing.T, e harness.Engine, j *harness.Job, check func(n int, dst []float64, timing harness.Timing)) {
	t.Helper()
	for _, n := range countsOf(e) {
		dst := make([]float64, j.ResultLen())
		timing, err := e.Run(context.Background(), dst, j, n)
		if err != nil {
			t.Fatalf("N = %d: %v", n, err)
		}
		check(n, dst, timing)
	}
}

// fails checks that work that fails gives the error that it should, and that the engine can
// be used again.
func fails(t *testing.T, s subject) {
	for _, n := range s.counts(t) {
		w := s.fails(t)
		s.failure(t, n, w.run(t.Context(), n))
		s.again(t, w, n)
	}
}

// rowsFailed fails the test where err is not the error of the job of failing, with its rows.
func rowsFailed(t *testing.T, n int, err error) {
	t.Helper()
	var kernel *harness.KernelError
	if !errors.As(err, &kernel) {
		t.Fatalf("N = %d: error is %v, want a *KernelError", n, err)
	}
	if kernel.First != 40 || kernel.Last != 49 || kernel.FirstID != "row40" || kernel.Cause != "no such gene" {
		t.Errorf("N = %d: %+v", n, kernel)
	}
}

// cancel checks that a context that ends during a run ends the run with its error and all
// workers, and that the engine can be used again.
func cancel(t *testing.T, s subject) {
	givenUp(t, s, func(ctx context.Context, stop func()) work { return s.stops(t, ctx, stop) })
}

// cancelled checks the same for a context that has ended before the run.
func cancelled(t *testing.T, s subject) {
	givenUp(t, s, func(_ context.Context, stop func()) work {
		stop()
		w := s.ends(t)
		w.then = w.first
		return w
	})
}

// givenUp fails the test where the first run of work does not end with the error of its
// context, which the work or its start cancels.
func givenUp(t *testing.T, s subject, start func(ctx context.Context, stop func()) work) {
	t.Helper()
	for _, n := range s.counts(t) {
		ctx, stop := context.WithCancel(t.Context())
		w := start(ctx, stop)
		err := w.run(ctx, n)
		stop()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("N = %d: error is %v, want context.Canceled", n, err)
		}
		s.again(t, w, n)
	}
}

// none checks that a run is refused without workers, and at an N that the engine does not
// have.
func none(t *testing.T, s subject) {
	w := s.ends(t)
	for _, n := range append([]int{0, -1}, workerCounts...) {
		if n > 0 && (n == 1 || !harness.EngineKindOf(w.engine.Name()).OneWorker) {
			continue
		}
		if err := w.run(t.Context(), n); !errors.As(err, new(*harness.FlagError)) {
			t.Fatalf("N = %d: error is %v, want a *FlagError", n, err)
		}
	}
}
