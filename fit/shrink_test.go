package fit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Groups that are alike are drawn together, one that is not stays where it is.
func TestShrunk(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	made := func(means ...float64) [][]float64 {
		groups := make([][]float64, len(means))
		for i, m := range means {
			for range 25 {
				groups[i] = append(groups[i], m+rng.NormFloat64())
			}
		}
		return groups
	}
	spread := func(v []float64) float64 { return slices.Max(v) - slices.Min(v) }
	alike := made(slices.Repeat([]float64{100}, 40)...)
	var medians []float64
	for _, g := range alike {
		m, _ := medianWithVariance(slices.Clone(g))
		medians = append(medians, m)
	}
	if got := Shrunk(alike); spread(got) > spread(medians)/2 {
		t.Errorf("groups that are alike spread over %.3f, their medians over %.3f", spread(got), spread(medians))
	}
	unlike := made(append(slices.Repeat([]float64{100}, 39), 1000)...)
	if got := Shrunk(unlike); math.Abs(got[39]-1000) > 2 {
		t.Errorf("the group about 1000 is at %.2f", got[39])
	}
	if got := Shrunk([][]float64{{3, 1, 2}}); got[0] != 2 {
		t.Errorf("one group is at %v, want its median", got)
	}
	if got := Shrunk([][]float64{{1}, {5}}); !slices.Equal(got, []float64{1, 5}) {
		t.Errorf("single readings are at %v: they show no scatter", got)
	}
}
