package planted

import (
	"testing"
	"time"

	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

func TestWaitIsPaced(t *testing.T) {
	w, err := newWait(workloadtest.Matrix(1, 0, make([]float64, 10)), spec.Args{"row-cost": {"3ms"}})
	if err != nil || w.Pace != 3*time.Millisecond {
		t.Errorf("pace %v, error %v", w.Pace, err)
	}
}
