package harness_test

import (
	"sync"
	"syscall"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// A worker's account is that of its thread, and holds its own time only: until it is
// read no worker's thread does anything else, such as the merge, for which the last of
// them to end would be the nearest.
func TestWorkersThreadDoesNoMerge(t *testing.T) {
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
			if k.Sched != nil && (k.Sched.WakeDelay == nil || *k.Sched.WakeDelay < 0) {
				t.Errorf("worker %d: run delay before its first claim is %v", w, k.Sched.WakeDelay)
			}
		}
	}
}
