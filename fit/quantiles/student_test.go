package quantiles

import (
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// A quantile that is known is that which would be computed, to the bit, whoever asks for which at the same time.
func TestKnownQuantiles(t *testing.T) {
	var group sync.WaitGroup
	for seed := range uint64(4) {
		group.Go(func() {
			r := rand.New(rand.NewPCG(1, seed))
			for range 5000 {
				level, df := []float64{0.5, 0.9, 0.95}[r.IntN(3)], float64(1+r.IntN(200))
				if r.IntN(4) == 0 {
					df += r.Float64()
				}
				if got, want := Student(level, df), (distuv.StudentsT{Sigma: 1, Nu: df}).Quantile((1+level)/2); math.Float64bits(got) != math.Float64bits(want) {
					t.Errorf("level %v, %v degrees of freedom: %v, want %v", level, df, got, want)
				}
			}
		})
	}
	group.Wait()
}
