//go:build unix

package scaletest

import (
	"testing"
	"time"
)

// The CPU time of a function is measured with its run: it is at least what the function
// itself measures.
func TestFunctionTellsItsCPUTime(t *testing.T) {
	var own time.Duration
	computes := function(func(int) {
		for m := startCPU(); own == 0; {
			own = m.stop().CPU()
		}
	})
	timing, err := computes.Run(t.Context(), nil, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := timing.Process.CPU(); got < own {
		t.Errorf("%v on a CPU, of which the function alone saw %v", got, own)
	}
}
