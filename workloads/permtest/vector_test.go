//go:build !race

package permtest

import (
	"math/rand/v2"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// TestSameBitsOnEachPath runs the whole workload beside the Go code.
func TestSameBitsOnEachPath(t *testing.T) {
	workloadtest.SameBitsOnEachPath(t, 24, func(rng *rand.Rand, trial int) (*harness.Dataset, spec.Args) {
		return workloadtest.TwoGroups(rng, trial), spec.Args{"var": {[]string{"welch", "equal"}[trial%3/2]}, "permutations": {"40"}, "permute": {permutes[trial%5/4]}}
	}, newOn)
}
