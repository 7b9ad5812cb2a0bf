package analysis

import (
	"testing"
	"time"

	"serialfraction/harness/runtest"
	"serialfraction/results/advice"
)

// Runs too few for an interval have one advice, and it is the verdict's: so many repeats. That
// two N do not check the law is another gap, with an advice of its own.
func TestOneAdviceForTooFewRuns(t *testing.T) {
	for _, tc := range []struct {
		name    string
		blocks  int
		workers []int
		verdict []advice.Code
	}{
		{"a run of each of two N", 1, []int{1, 2}, []advice.Code{advice.NoInterval}},
		{"six of each", 6, []int{1, 2}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := analyze(t, finished(header(tc.workers...), runtest.Amdahl(tc.blocks, 10*time.Millisecond, 400*time.Millisecond, tc.workers...)), Options{})
			var settle []advice.Code
			for _, of := range advice.At(advice.Verdict, a.Advice) {
				settle = append(settle, of.Code)
			}
			if len(settle) != len(tc.verdict) || len(settle) > 0 && settle[0] != tc.verdict[0] {
				t.Errorf("the verdict advises %q, want %q", settle, tc.verdict)
			}
			if warns(a, "no-repeats", "") || !warns(a, "two-n-only", "") {
				t.Errorf("warnings %q", a.Warnings)
			}
		})
	}
}
