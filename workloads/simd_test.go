package workloads

import (
	"math/rand/v2"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// TestKernelSameBits runs whole workloads on every path beside the Go code.
func TestKernelSameBits(t *testing.T) {
	for _, p := range workloadtest.Paths[1:] {
		t.Run(p.Name, func(t *testing.T) {
			workloadtest.Need(t, p.Set)
			kernelSameBits(t, p.Set)
		})
	}
}

func kernelSameBits(t *testing.T, v vector.Set) {
	rng := rand.New(rand.NewPCG(22, 23))
	for trial := range 60 {
		na, nb := 2+rng.IntN(60), 2+rng.IntN(60)
		ds := matrix(na, nb, workloadtest.Awkward(rng, (1+rng.IntN(100))*(na+nb), trial%2 == 0))
		variance := []string{"welch", "equal"}[trial%3/2]
		sameTable(t, ds, v, newTTestOn, spec.Args{"var": {variance}, "adjust": {"bh"}})
		sameTable(t, ds, v, newPermtestOn, spec.Args{"var": {variance}, "permutations": {"40"}})
		sameTable(t, workloadtest.Genotypes(na, 4*nb, 1+rng.IntN(60)), v, newTrendOn, spec.Args{"test": {"both"}})
	}
}

// sameTable fails the test where a workload on the path v has other bits than in Go.
func sameTable(t *testing.T, ds *harness.Dataset, v vector.Set, make func(vector.Set, *harness.Dataset, spec.Args) (harness.Workload, error), args spec.Args) {
	t.Helper()
	got, want := answerOn(t, ds, v, make, args), answerOn(t, ds, vector.Set{}, make, args)
	width := len(want.Columns)
	for i := range want.Values {
		if !workloadtest.SameBits(got.Values[i], want.Values[i]) {
			t.Fatalf("row %d, %s: %v, in Go %v", i/width, got.Columns[i%width], got.Values[i], want.Values[i])
		}
	}
}

func answerOn(t *testing.T, ds *harness.Dataset, v vector.Set, make func(vector.Set, *harness.Dataset, spec.Args) (harness.Workload, error), args spec.Args) *harness.Table {
	t.Helper()
	w, err := make(v, ds, args)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := harness.Answer(t.Context(), &harness.Job{Data: ds, Workload: w, ChunkRows: 7})
	if err != nil {
		t.Fatal(err)
	}
	return &harness.Table{Columns: w.Outputs, Values: answer}
}
