// Package enginetest is the suite that every engine passes.
//
// An engine is tested with work that ends, work that fails and work that is cancelled. For an
// engine that works on the rows of a job, [Run] puts these into the kernel, and also checks
// the answer and the times of each worker. For an engine that times work as a whole, such as
// a program, the caller of [RunWhole] makes an engine for each kind of work, and no times of
// workers are checked.
package enginetest

import (
	"context"
	"errors"
	"testing"

	"serialfraction/harness"
)

// Run tests the engines of rows that make returns. Each subtest makes a new one.
func Run(t *testing.T, make func() harness.Engine) {
	t.Run("answer", func(t *testing.T) { answer(t, make()) })
	t.Run("timeline", func(t *testing.T) { timeline(t, make()) })
	check(t, subject{
		tiles: CheckTiles,
		ends:  func(*testing.T) work { return work{engine: make(), first: Job(500, 4, 3)} },
		fails: func(*testing.T) work { return work{engine: make(), first: failing(), then: Job(500, 4, 3)} },
		stops: func(t *testing.T, ctx context.Context, stop func()) work {
			return work{engine: make(), first: stopping(ctx, stop), then: Job(500, 4, 3)}
		},
		failure: rowsFailed,
	})
}

// A Whole makes engines that time work as a whole.
type Whole struct {
	// Ends returns an engine whose runs end well.
	Ends func(t *testing.T) harness.Engine

	// Fails returns an engine whose first run fails, and whose other runs end well.
	Fails func(t *testing.T) harness.Engine

	// Stops returns an engine whose first run calls stop, which ends the context of the
	// run, and then goes on until it is ended. Its other runs end well.
	Stops func(t *testing.T, stop func()) harness.Engine
}

// RunWhole tests engines that time work as a whole. The error of work that fails must be a
// *[harness.ProgramError] with the number of workers.
func RunWhole(t *testing.T, w Whole) {
	job := func() *harness.Job {
		return &harness.Job{Data: &harness.Dataset{Name: "whole"}, ChunkRows: 1, Workload: harness.Workload{Name: "whole"}}
	}
	check(t, subject{
		tiles: wholeTiles,
		ends:  func(t *testing.T) work { return work{engine: w.Ends(t), first: job()} },
		fails: func(t *testing.T) work { return work{engine: w.Fails(t), first: job(), then: job()} },
		stops: func(t *testing.T, _ context.Context, stop func()) work {
			return work{engine: w.Stops(t, stop), first: job(), then: job()}
		},
		failure: func(t *testing.T, n int, err error) {
			var failed *harness.ProgramError
			if !errors.As(err, &failed) || failed.Workers != n {
				t.Fatalf("N = %d: error is %v, want a *ProgramError of this N", n, err)
			}
		},
	})
}

// A work is an engine with a job for its first run, and one for those after it.
type work struct {
	engine      harness.Engine
	first, then *harness.Job
}

// A subject is an engine with its work, for the checks that all engines share.
type subject struct {
	tiles   func(t *testing.T, j *harness.Job, n int, timing harness.Timing)
	ends    func(t *testing.T) work
	fails   func(t *testing.T) work
	stops   func(t *testing.T, ctx context.Context, stop func()) work
	failure func(t *testing.T, n int, err error) // fails the test where err is not the error that failing work should give
}

func check(t *testing.T, s subject) {
	t.Run("name", func(t *testing.T) {
		if s.ends(t).engine.Name() == "" {
			t.Error("the engine has no name")
		}
	})
	t.Run("tiles", func(t *testing.T) {
		w := s.ends(t)
		try(t, w.engine, w.first, func(n int, _ []float64, timing harness.Timing) { s.tiles(t, w.first, n, timing) })
	})
	t.Run("fails", func(t *testing.T) { fails(t, s) })
	t.Run("cancel", func(t *testing.T) { cancel(t, s) })
	t.Run("cancelled", func(t *testing.T) { cancelled(t, s) })
	t.Run("none", func(t *testing.T) { none(t, s) })
}
