package fit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Groups that are alike are drawn together, one that is not stays where it is.
func TestDrawnTogether(t *testing.T) {
	drawn := func(groups [][]float64) (medians, drawn []float64) {
		var middles []Middle
		for _, readings := range groups {
			m := MedianOf(readings)
			middles, medians = append(middles, m), append(medians, m.Value)
		}
		return medians, DrawnTogether(middles, 0.5)
	}
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
	if medians, got := drawn(alike); spread(got) > spread(medians)/10 {
		t.Errorf("groups that are alike spread over %.3f, their medians over %.3f", spread(got), spread(medians))
	}
	unlike := made(append(slices.Repeat([]float64{100}, 39), 1000)...)
	if _, got := drawn(unlike); math.Abs(got[39]-1000) > 2 {
		t.Errorf("the group about 1000 is at %.2f", got[39])
	}
	if medians, got := drawn([][]float64{{3, 1, 2}}); medians[0] != 2 || got[0] != 2 {
		t.Errorf("one group is at %v, its median at %v, want 2", got, medians)
	}
	if _, got := drawn([][]float64{{1}, {5}}); !slices.Equal(got, []float64{1, 5}) {
		t.Errorf("single readings are at %v: they show no scatter", got)
	}
}
