package workloads

import (
	"math"
	"math/rand/v2"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// paths are the ways through the inner loops, the one that every machine has first.
var paths = []struct {
	name    string
	vectors vectors
}{
	{"Go", vectors{}},
	{"AVX2", vectors{avx2: true}},
	{"AVX-512", vectors{avx2: true, avx512: true}},
}

// eachPath runs a test on every path, and says which instructions are missing where
// this machine cannot.
func eachPath(t *testing.T, f func(t *testing.T, v vectors)) {
	for _, p := range paths {
		t.Run(p.name, func(t *testing.T) {
			need(t, p.vectors)
			f(t, p.vectors)
		})
	}
}

// need skips a test for which this machine lacks instructions.
func need(t testing.TB, v vectors) {
	t.Helper()
	if v.avx2 && !native.avx2 {
		t.Skip("not tested: this CPU has no AVX2 with FMA")
	}
	if v.avx512 && !native.avx512 {
		t.Skip("not tested: this CPU has no AVX512F with AVX512VPOPCNTDQ")
	}
}

func sameBits(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

// awkward returns values of many magnitudes, some of them no numbers.
func awkward(rng *rand.Rand, n int, special bool) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = 5 + rng.NormFloat64()
		if special {
			switch rng.IntN(25) {
			case 0:
				x[i] = math.NaN()
			case 1:
				x[i] = math.Inf(1 - 2*rng.IntN(2))
			case 2:
				x[i] *= math.Pow(10, float64(rng.IntN(600)-300))
			case 3:
				x[i] = math.Copysign(0, x[i]-5)
			}
		}
	}
	return x
}

// TestKernelSameBits runs whole workloads on every path beside the Go code.
func TestKernelSameBits(t *testing.T) {
	for _, p := range paths[1:] {
		t.Run(p.name, func(t *testing.T) {
			need(t, p.vectors)
			kernelSameBits(t, p.vectors)
		})
	}
}

func kernelSameBits(t *testing.T, v vectors) {
	rng := rand.New(rand.NewPCG(22, 23))
	for trial := range 60 {
		na, nb := 2+rng.IntN(60), 2+rng.IntN(60)
		ds := matrix(na, nb, awkward(rng, (1+rng.IntN(100))*(na+nb), trial%2 == 0))
		variance := []string{"welch", "equal"}[trial%3/2]
		sameTable(t, ds, v, newTTestOn, spec.Args{"var": {variance}, "adjust": {"bh"}})
		sameTable(t, ds, v, newPermtestOn, spec.Args{"var": {variance}, "permutations": {"40"}})
		sameTable(t, packedDataset(na, 4*nb, 1+rng.IntN(60)), v, newTrendOn, spec.Args{"test": {"both"}})
	}
}

// sameTable fails the test where a workload on the path v has other bits than in Go.
func sameTable(t *testing.T, ds *harness.Dataset, v vectors, make func(vectors, *harness.Dataset, spec.Args) (harness.Workload, error), args spec.Args) {
	t.Helper()
	got, want := answerOn(t, ds, v, make, args), answerOn(t, ds, vectors{}, make, args)
	width := len(want.Columns)
	for i := range want.Values {
		if !sameBits(got.Values[i], want.Values[i]) {
			t.Fatalf("row %d, %s: %v, in Go %v", i/width, got.Columns[i%width], got.Values[i], want.Values[i])
		}
	}
}

func answerOn(t *testing.T, ds *harness.Dataset, v vectors, make func(vectors, *harness.Dataset, spec.Args) (harness.Workload, error), args spec.Args) *harness.Table {
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
