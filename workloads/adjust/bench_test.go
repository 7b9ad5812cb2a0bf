package adjust

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkAdjust(b *testing.B) {
	const n = 1_000_000
	rng := rand.New(rand.NewPCG(20, 21))
	p := make([]float64, n)
	for i := range p {
		p[i] = rng.Float64()
		if i%20 == 0 {
			p[i] *= p[i] * p[i] * p[i]
		}
	}
	for _, m := range Methods[1:] {
		b.Run(m.Name, func(b *testing.B) {
			finish := m.Finish("p")
			out := tableOf(p)
			finish(out)
			for b.Loop() {
				finish(out)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/p")
		})
	}
}
