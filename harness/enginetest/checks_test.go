package enginetest

import (
	"slices"
	"testing"

	"serialfraction/harness"
)

// An engine that refuses an N which its kind does not except fails the suite: it is tried
// there, and refusing is no way out.
func TestCounts(t *testing.T) {
	for _, tc := range []struct {
		engine harness.Engine
		want   []int
	}{
		{harness.Serial{}, []int{1}},
		{&harness.Pool{}, workerCounts},
		{stranger{harness.Serial{}}, workerCounts},
	} {
		if got := countsOf(tc.engine); !slices.Equal(got, tc.want) {
			t.Errorf("%s is tried at N = %v, want %v", tc.engine.Name(), got, tc.want)
		}
	}
}

// stranger is an engine that no table knows.
type stranger struct{ harness.Engine }

func (stranger) Name() string { return "somebody else's" }
