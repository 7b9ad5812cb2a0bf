package probe

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestMiddleOf(t *testing.T) {
	up := func(n int) []float64 {
		v := make([]float64, n)
		for i := range v {
			v[i] = float64(n - i)
		}
		return v
	}
	for n, want := range map[int]Middle{1: {1, 1, 1}, 2: {1.5, 1, 2}, 5: {3, 1, 5}, 9: {5, 1, 9}, 20: {10.5, 5, 16}, 100: {50.5, 40, 61}} {
		if got := MiddleOf(up(n)); got != want {
			t.Errorf("of 1 to %d: %+v, want %+v", n, got, want)
		}
	}
	if got := MiddleOf(nil); !math.IsNaN(got.Value) {
		t.Errorf("of nothing: %+v", got)
	}
}

// The interval holds the median of the values' distribution as often as its level, or a little
// more often, because its ends must be values.
func TestMiddleCovers(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{6, 7, 20} {
		const trials = 4000
		held := 0
		for range trials {
			values := make([]float64, n)
			for i := range values {
				values[i] = math.Exp(rng.NormFloat64()) // median 1
			}
			if m := MiddleOf(values); m.Lo <= 1 && 1 <= m.Hi {
				held++
			}
		}
		if share := float64(held) / trials; share < MiddleLevel-0.01 {
			t.Errorf("of %d values the interval holds the median in %.3f", n, share)
		}
	}
}

func TestMiddleIsInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e9, 1e9), 1, 60).Draw(t, "values")
		m := MiddleOf(slices.Clone(values))
		if !(slices.Min(values) <= m.Lo && m.Lo <= m.Value && m.Value <= m.Hi && m.Hi <= slices.Max(values)) {
			t.Fatalf("%+v", m)
		}
	})
}
