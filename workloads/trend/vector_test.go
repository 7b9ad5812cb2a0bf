package trend

import (
	"math/rand/v2"
	"testing"

	"serialfraction/workloads/spec"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// TestSameBitsOnEachPath runs the whole workload beside the Go code.
func TestSameBitsOnEachPath(t *testing.T) {
	workloadtest.EachPath(t, func(t *testing.T, v vector.Set) {
		rng := rand.New(rand.NewPCG(26, 27))
		for range 60 {
			ds := workloadtest.Genotypes(2+rng.IntN(60), 8+rng.IntN(240), 1+rng.IntN(60))
			args := spec.Args{"test": {"both"}}
			got, err1 := newOn(v, ds, args)
			want, err2 := newOn(vector.Set{}, ds, args)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			workloadtest.SameAnswer(t, ds, got, want)
		}
	})
}
