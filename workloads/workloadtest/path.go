package workloadtest

import (
	"math"
	"math/rand/v2"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/vector"
)

// Paths are the paths through the inner loops. The first is the one that every machine has.
var Paths = []struct {
	Name string
	Set  vector.Set
}{
	{"Go", vector.Set{}},
	{"AVX2", vector.Set{AVX2: true}},
	{"AVX-512", vector.Set{AVX2: true, AVX512: true}},
}

// EachPath runs a test on every path. It skips a path whose instructions this machine does not
// have, and names them.
func EachPath(t *testing.T, f func(t *testing.T, v vector.Set)) {
	t.Helper()
	for _, p := range Paths {
		t.Run(p.Name, func(t *testing.T) {
			Need(t, p.Set)
			f(t, p.Set)
		})
	}
}

// SameBitsOnEachPath makes workloads on every path, and fails the test where an answer differs
// in any bit from that of the Go code. draw makes the rows and the settings of a trial; they
// depend on the seed alone.
func SameBitsOnEachPath(t *testing.T, seed uint64, draw func(rng *rand.Rand, trial int) (*harness.Dataset, spec.Args),
	make func(v vector.Set, ds *harness.Dataset, args spec.Args) (harness.Workload, error)) {
	t.Helper()
	EachPath(t, func(t *testing.T, v vector.Set) {
		rng := rand.New(rand.NewPCG(seed, seed+1))
		for trial := range 60 {
			ds, args := draw(rng, trial)
			got, err1 := make(v, ds, args)
			want, err2 := make(vector.Set{}, ds, args)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			SameAnswer(t, ds, got, want)
		}
	})
}

// TwoGroups draws awkward rows of two groups, and the sizes of the groups.
func TwoGroups(rng *rand.Rand, trial int) *harness.Dataset {
	na, nb := 2+rng.IntN(60), 2+rng.IntN(60)
	return Matrix(na, nb, Awkward(rng, (1+rng.IntN(100))*(na+nb), trial%2 == 0))
}

// Need skips a test for which this machine lacks instructions.
func Need(t testing.TB, v vector.Set) {
	t.Helper()
	if v.AVX2 && !vector.Native().AVX2 {
		t.Skip("not tested: this CPU has no AVX2 with FMA")
	}
	if v.AVX512 && !vector.Native().AVX512 {
		t.Skip("not tested: this CPU has no AVX512F with AVX512VPOPCNTDQ")
	}
}

// SameBits reports whether a and b have the same bits, or are both NaN.
func SameBits(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

// SameNumber reports whether a and b are equal, or both NaN.
func SameNumber(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

// Awkward returns n values near 5. With special some of them are of any magnitude, zero,
// infinite or NaN.
func Awkward(rng *rand.Rand, n int, special bool) []float64 {
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
