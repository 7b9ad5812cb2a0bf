package ttest

import (
	"testing"

	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// BenchmarkReadBandwidth reads the memory that the t-test reads and does next to
// nothing with it: the most that one core can take in.
func BenchmarkReadBandwidth(b *testing.B) {
	workloadtest.Need(b, vector.Set{AVX2: true})
	x := benchRows(100)
	b.SetBytes(int64(8 * len(x)))
	var sum float64
	for b.Loop() {
		sum += sumAVX2(&x[0], len(x)/32)
	}
	if sum == 0 {
		b.Error("nothing was read")
	}
}
