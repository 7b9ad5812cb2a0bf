package studentt

import (
	"math"
	"math/rand/v2"
	"testing"

	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// The vector code must give the bits of the Go code.

func TestCentralSameBits(t *testing.T) {
	workloadtest.Need(t, vector.Set{AVX2: true})
	rng := rand.New(rand.NewPCG(7, 8))
	const n = 1 << 14
	x, df, got, want := workloadtest.Awkward(rng, n, true), make([]float64, n), make([]float64, n), make([]float64, n)
	answered := 0
	for i := range df {
		df[i] = math.Pow(10, 1+rng.Float64()*4)
		if i%64 == 0 {
			df[i] = math.Pow(10, rng.Float64()*300)
		}
		if i%3 == 0 {
			x[i] *= 8 * rng.Float64()
		}
	}
	df[5], df[6], df[7] = math.NaN(), math.Inf(1), -1
	twoSidedAVX2(&got[0], &x[0], &df[0], n/4, studentLanes)
	centralGo(want, x, df)
	for i := range got {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
			t.Fatalf("t = %v, df = %v: p = %v, want %v", x[i], df[i], got[i], want[i])
		}
		if want[i] != Outside {
			answered++
		}
	}
	if answered < n/2 || answered > n*9/10 {
		t.Errorf("%d of %d in the central range: the test has no force", answered, n)
	}
}
