package scaletest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// A function passes the suite that all engines pass, as one that times work whole.
func TestConformance(t *testing.T) {
	once := func(first func()) harness.Engine {
		ran := false
		return function(func(int) {
			if !ran {
				ran = true
				first()
			}
		})
	}
	enginetest.RunWhole(t, enginetest.Whole{
		Ends:  func(*testing.T) harness.Engine { return function(func(int) {}) },
		Fails: func(*testing.T) harness.Engine { return once(func() { panic("no such gene") }) },
		Stops: func(_ *testing.T, stop func()) harness.Engine { return once(stop) },
	})
}

// From the name of the engine a result file is known to have runs that were timed whole.
func TestKind(t *testing.T) {
	if got := harness.EngineKindOf(function(nil).Name()); got != harness.FunctionKind || !got.Whole() {
		t.Errorf("a function is timed by %+v", got)
	}
}

// The error of a function that panics has the place of the panic.
func TestPanicSaysWhere(t *testing.T) {
	_, err := function(brokenScore).Run(t.Context(), nil, nil, 2)
	if err == nil || !strings.Contains(err.Error(), "the function at N = 2: it panicked: no such gene") || !strings.Contains(err.Error(), "brokenScore") {
		t.Errorf("error %v", err)
	}
}

func brokenScore(int) { panic("no such gene") }

// A function is not called for a sweep that was given up.
func TestNotCalledWhenGivenUp(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	called := false
	if _, err := function(func(int) { called = true }).Run(ctx, nil, nil, 1); called || !errors.Is(err, context.Canceled) {
		t.Errorf("called %v, error %v", called, err)
	}
}
