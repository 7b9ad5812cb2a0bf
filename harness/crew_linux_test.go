package harness_test

import (
	"sync"
	"syscall"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// A worker's account is that of its thread, so the thread must do no other work until the
// account is read. Otherwise the thread of the last worker to end would do the merge.
func TestWorkersThreadDoesNoMerge(t *testing.T) {
	harness.EachParking(t, 4, testWorkersThreadDoesNoMerge)
}

func testWorkersThreadDoesNoMerge(t *testing.T) {
	for range 50 {
		j := enginetest.Job(30, 1, 1)
		sum := j.Workload.Kernel
		var threads sync.Map
		j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
			threads.Store(syscall.Gettid(), true)
			sum(dst, c)
		}
		merge := 0
		j.Workload.Finish = func(*harness.Table) { merge = syscall.Gettid() }
		timing, err := (&harness.Pool{Schedule: harness.Schedules[0]}).Run(t.Context(), make([]float64, j.ResultLen()), j, 4)
		if err != nil {
			t.Fatal(err)
		}
		if _, worked := threads.Load(merge); worked || merge == 0 {
			t.Fatalf("thread %d, a worker's, did the merge", merge)
		}
		for w, k := range timing.Workers {
			if s := k.Sched; s != nil && (*s.AwakeDelay < 0 || *s.WakeDelay < *s.AwakeDelay || *s.ClaimDelay < 0 || *s.ClaimDelay > s.RunDelay) {
				t.Errorf("worker %d: run delay %v until it ran, %v until its first claim, then %v, of it %v in claims", w, *s.AwakeDelay, *s.WakeDelay, s.RunDelay, *s.ClaimDelay)
			}
		}
	}
}
