package ttest

import (
	"math/rand/v2"
	"testing"

	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// benchRows returns 160 MB of rows, several times the last-level cache.
func benchRows(n int) []float64 {
	x := make([]float64, 20_000_000)
	rng := rand.New(rand.NewPCG(uint64(n), 17))
	for i := range x {
		x[i] = 8 + rng.NormFloat64()
	}
	return x
}

func benchmarkTTest(b *testing.B, cols int, args spec.Args) {
	ds := workloadtest.Matrix(cols/2, cols/2, benchRows(cols))
	w, err := New(ds, args)
	if err != nil {
		b.Fatal(err)
	}
	dst := make([]float64, len(w.Outputs)*ds.NumRows())
	w.Kernel(dst, workloadtest.Whole(ds)) // the result has its memory now
	b.SetBytes(int64(8 * len(ds.Values)))
	for b.Loop() {
		w.Kernel(dst, workloadtest.Whole(ds))
	}
	b.ReportMetric(float64(ds.NumRows())*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkTTest100(b *testing.B)       { benchmarkTTest(b, 100, nil) }
func BenchmarkTTest100Pooled(b *testing.B) { benchmarkTTest(b, 100, spec.Args{"var": {"equal"}}) }
func BenchmarkTTest1000(b *testing.B)      { benchmarkTTest(b, 1000, nil) }
