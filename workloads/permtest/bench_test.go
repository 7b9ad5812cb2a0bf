package permtest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"serialfraction/workloads/spec"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// BenchmarkPermtest has the time of one permutation of one row on one thread.
func BenchmarkPermtest(b *testing.B) {
	for _, c := range []struct{ few, many int }{{11, 27}, {20, 20}, {50, 50}, {500, 500}} {
		for _, variance := range []string{"welch", "equal"} {
			for _, adjust := range []string{"none", "maxt"} {
				b.Run(fmt.Sprintf("%d+%d/%s/%s", c.few, c.many, variance, adjust), func(b *testing.B) {
					const rows, permutations = 32, 1000
					x := make([]float64, rows*(c.few+c.many))
					rng := rand.New(rand.NewPCG(1, 2))
					for i := range x {
						x[i] = 8 + rng.NormFloat64()
					}
					ds := workloadtest.Matrix(c.few, c.many, x)
					w, err := New(ds, spec.Args{"var": {variance}, "adjust": {adjust}, "permutations": {fmt.Sprint(permutations)}})
					if err != nil {
						b.Fatal(err)
					}
					kernel := workloadtest.Kernel(b, w)
					dst := make([]float64, rows*len(w.Outputs))
					for b.Loop() {
						kernel(dst, workloadtest.Whole(ds))
					}
					b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows/permutations, "ns/permutation")
				})
			}
		}
	}
}

func BenchmarkRandomWords(b *testing.B) {
	s := stream{vectors: vector.Native()}
	for b.Loop() {
		s.fill()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(s.words)), "ns/word")
}

func BenchmarkChoose(b *testing.B) {
	for _, c := range []*chooser{newChooser(38, 11), newChooser(40, 20), newChooser(100, 50), newChooser(1000, 300)} {
		b.Run(fmt.Sprint(c.cols), func(b *testing.B) {
			a := make(arrangement, len(c.full))
			s := stream{vectors: vector.Native()}
			s.start(rowStream, 1)
			for b.Loop() {
				c.draw(a, &s)
			}
		})
	}
}
