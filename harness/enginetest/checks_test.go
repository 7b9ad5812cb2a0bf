package enginetest

import (
	"slices"
	"testing"

	"serialfraction/harness"
)

// The suite runs an engine at every N that its kind has, so an engine that refuses one of
// them fails.
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

// stranger is an engine whose name is in no table.
type stranger struct{ harness.Engine }

func (stranger) Name() string { return "somebody else's" }
