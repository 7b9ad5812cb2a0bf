//go:build unix

package scaletest

import (
	"testing"
	"time"

	"serialfraction/harness"
)

// What a function computes is seen as CPU time of its run, so that one that waits is
// told from one that does not.
func TestFunctionTellsItsCPUTime(t *testing.T) {
	computes := function(func(int) {
		for m := startCPU(); m.stop().CPU() < 20*time.Millisecond; {
		}
	})
	run := func(f function) harness.Timing {
		timing, err := f.Run(t.Context(), nil, nil, 1)
		if err != nil {
			t.Fatal(err)
		}
		if timing.Wall <= 0 || timing.Parallel != timing.Wall {
			t.Fatalf("the phases do not tile: %+v", timing)
		}
		return timing
	}
	if busy, idle := run(computes).Process.CPU(), run(func(int) {}).Process.CPU(); busy < 20*time.Millisecond || idle >= busy {
		t.Errorf("%v on a CPU for one that computes, %v for one that does nothing", busy, idle)
	}
}
