package studentt

import (
	"math/rand/v2"
	"testing"

	"serialfraction/workloads/vector"
)

// BenchmarkTwoSided times a p-value on each path, in ns/p: four at a time as in the t-test, one
// by one, and for few degrees of freedom.
func BenchmarkTwoSided(b *testing.B) {
	const n = 1024
	t, df, p := make([]float64, n), make([]float64, n), make([]float64, n)
	rng := rand.New(rand.NewPCG(18, 19))
	fill := func(lo, hi float64) {
		for i := range t {
			t[i], df[i] = 1.5*rng.NormFloat64(), lo+(hi-lo)*rng.Float64()
		}
	}
	perP := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/p")
	}
	oneByOne := func(b *testing.B) {
		for b.Loop() {
			for i := range t {
				p[i] = TwoSided(t[i], df[i])
			}
		}
		perP(b)
	}
	fill(20, 1000)
	b.Run("stage", func(b *testing.B) {
		for b.Loop() {
			Central(vector.Native(), p, t, df)
		}
		perP(b)
	})
	b.Run("df=20-1000", oneByOne)
	fill(1, 20)
	b.Run("df=1-20", oneByOne)
}

func BenchmarkChiSquare(b *testing.B) {
	var p, x [chiSquares]float64
	for i := range x {
		x[i] = float64(i) / 3
	}
	for b.Loop() {
		ChiSquare(vector.Native(), p[:], x[:])
	}
	b.ReportMetric(chiSquares*float64(b.N)/b.Elapsed().Seconds(), "p/s")
}
