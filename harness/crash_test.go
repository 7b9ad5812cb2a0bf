package harness_test

import (
	"context"
	"errors"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/enginetest"
)

type unclosable struct{ harness.Stateless }

func (unclosable) Close() error { panic("no such gene") }

// A worker that crashes after its work is the run's error, and every worker is let go.
func TestCrashOfAWorker(t *testing.T) { harness.EachParking(t, 3, testCrashOfAWorker) }

func testCrashOfAWorker(t *testing.T) {
	for _, s := range harness.Schedules {
		j := enginetest.Job(30, 1, 2)
		sum := j.Workload.Kernel
		j.Workload.NewWorker = func(context.Context) (harness.Worker, error) { return unclosable{harness.Stateless(sum)}, nil }
		_, err := (&harness.Pool{Schedule: s}).Run(t.Context(), make([]float64, j.ResultLen()), j, 3)
		if !errors.As(err, new(*crash.Error)) {
			t.Errorf("%s: error %v", s.Name, err)
		}
	}
}
