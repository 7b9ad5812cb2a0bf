package enginetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"serialfraction/harness"
)

// workerCounts are the N that an engine is tried at.
var workerCounts = []int{1, 2, 3, 7, 16}

// countsOf are the N that an engine is tried at: all of workerCounts, but for one whose
// kind says that it has no N but 1.
func countsOf(e harness.Engine) []int {
	if harness.EngineKindOf(e.Name()).OneWorker {
		return []int{1}
	}
	return workerCounts
}

// counts are the N that the engines of a subject are tried at.
func (s subject) counts(t *testing.T) []int {
	t.Helper()
	return countsOf(s.ends(t).engine)
}

// run makes the first run of work.
func (w work) run(ctx context.Context, n int) error {
	_, err := w.engine.Run(ctx, make([]float64, w.first.ResultLen()), w.first, n)
	return err
}

// again makes a run after one that went wrong: nothing of that is left in the engine.
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

// fails: work that fails is an error of its own type, and the engine can be used again.
func fails(t *testing.T, s subject) {
	for _, n := range s.counts(t) {
		w := s.fails(t)
		s.failure(t, n, w.run(t.Context(), n))
		s.again(t, w, n)
	}
}

// rowsFailed wants the error of the job of failing, which names its rows.
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

// cancel: a context that ends in a run ends the run with its error, lets every worker
// go, and the engine can be used again.
func cancel(t *testing.T, s subject) {
	givenUp(t, s, func(ctx context.Context, stop func()) work { return s.stops(t, ctx, stop) })
}

// cancelled: so does one that had ended before.
func cancelled(t *testing.T, s subject) {
	givenUp(t, s, func(_ context.Context, stop func()) work {
		stop()
		w := s.ends(t)
		w.then = w.first
		return w
	})
}

// givenUp wants the first run of work to end with the error of its context, which the
// work or its start stops.
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

// none: a run at an N that the engine does not have is refused, as one without workers.
func none(t *testing.T, s subject) {
	w := s.ends(t)
	for _, n := range append([]int{0, -1}, workerCounts...) {
		if slices.Contains(countsOf(w.engine), n) {
			continue
		}
		if err := w.run(t.Context(), n); !errors.As(err, new(*harness.FlagError)) {
			t.Fatalf("N = %d: error is %v, want a *FlagError", n, err)
		}
	}
}
