package enginetest

import (
	"context"
	"errors"
	"testing"

	"serialfraction/harness"
)

// workerCounts are the N that an engine is tried at.
var workerCounts = []int{1, 2, 3, 7, 16}

// refused reports whether an engine cannot do this N, as the serial one cannot do any
// but 1: it says so by a *harness.FlagError.
func refused(n int, err error) bool {
	return n > 1 && errors.As(err, new(*harness.FlagError))
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

// try makes a run at each N that the engine can do.
func try(t *testing.T, e harness.Engine, j *harness.Job, check func(n int, dst []float64, timing harness.Timing)) {
	t.Helper()
	for _, n := range workerCounts {
		dst := make([]float64, j.ResultLen())
		timing, err := e.Run(context.Background(), dst, j, n)
		if refused(n, err) {
			continue
		}
		if err != nil {
			t.Fatalf("N = %d: %v", n, err)
		}
		check(n, dst, timing)
	}
}

// fails: work that fails is an error of its own type, and the engine can be used again.
func fails(t *testing.T, s subject) {
	for _, n := range workerCounts {
		w := s.fails(t)
		err := w.run(t.Context(), n)
		if refused(n, err) {
			continue
		}
		s.failure(t, n, err)
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
	for _, n := range workerCounts {
		ctx, stop := context.WithCancel(t.Context())
		w := s.stops(t, ctx, stop)
		err := w.run(ctx, n)
		stop()
		if refused(n, err) {
			continue
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("N = %d: error is %v, want context.Canceled", n, err)
		}
		s.again(t, w, n)
	}
}

// cancelled: so does one that had ended before.
func cancelled(t *testing.T, s subject) {
	w := s.ends(t)
	w.then = w.first
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, n := range workerCounts {
		err := w.run(ctx, n)
		if refused(n, err) {
			continue
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("N = %d: error is %v, want context.Canceled", n, err)
		}
		s.again(t, w, n)
	}
}

// none: a run without workers is refused.
func none(t *testing.T, s subject) {
	w := s.ends(t)
	for _, n := range []int{0, -1} {
		if err := w.run(t.Context(), n); !errors.As(err, new(*harness.FlagError)) {
			t.Fatalf("N = %d: error is %v, want a *FlagError", n, err)
		}
	}
}
