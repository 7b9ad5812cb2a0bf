package harness_test

import (
	"errors"
	"slices"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// TestFinished stops a job half way. The finished rows are those of the whole chunks before,
// and those that were written of the chunk that failed.
func TestFinished(t *testing.T) {
	j := enginetest.Job(20, 2, 5)
	sum := j.Workload.Kernel
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		if c.Index < 2 {
			sum(dst, c)
			return
		}
		copy(dst, []float64{1, 2, 3}) // row 10, and half of row 11
		panic("no more")
	}
	answer, _, err := harness.Once(t.Context(), harness.Serial{}, j, 1)
	if !errors.As(err, new(*harness.KernelError)) {
		t.Fatalf("error %v", err)
	}
	if got, want := j.Finished(answer), []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}; !slices.Equal(got, want) {
		t.Errorf("rows %v are finished, want %v", got, want)
	}
	j.Workload.Kernel = sum
	answer, _, err = harness.Once(t.Context(), harness.Serial{}, j, 1)
	if err != nil || len(j.Finished(answer)) != 20 {
		t.Errorf("of a whole job %d rows are finished, error %v", len(j.Finished(answer)), err)
	}
}
