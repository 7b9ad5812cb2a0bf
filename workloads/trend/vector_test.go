package trend

import (
	"math/rand/v2"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// TestSameBitsOnEachPath runs the whole workload beside the Go code.
func TestSameBitsOnEachPath(t *testing.T) {
	workloadtest.SameBitsOnEachPath(t, 26, func(rng *rand.Rand, _ int) (*harness.Dataset, spec.Args) {
		return workloadtest.Genotypes(2+rng.IntN(60), 8+rng.IntN(240), 1+rng.IntN(60)), spec.Args{"test": {"both"}}
	}, newOn)
}
