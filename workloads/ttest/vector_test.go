package ttest

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
		rng := rand.New(rand.NewPCG(22, 23))
		for trial := range 60 {
			na, nb := 2+rng.IntN(60), 2+rng.IntN(60)
			ds := workloadtest.Matrix(na, nb, workloadtest.Awkward(rng, (1+rng.IntN(100))*(na+nb), trial%2 == 0))
			args := spec.Args{"var": {[]string{"welch", "equal"}[trial%3/2]}, "adjust": {"bh"}}
			got, err1 := newOn(v, ds, args)
			want, err2 := newOn(vector.Set{}, ds, args)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			workloadtest.SameAnswer(t, ds, got, want)
		}
	})
}
