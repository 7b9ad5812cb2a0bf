package numeral

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Vectors cut the numbers that Go cuts.
func TestEightsAVX2(t *testing.T) {
	if !vectors {
		t.Skip("this CPU has no AVX2")
	}
	got := []uint64{0, 1, 9, 10, 99, 100, 9_999, 10_000, 10_001, 999_999, 1_000_000, 99_990_000, 99_999_999, 12_345_678, 90_000_000, 9_009_009}
	r := rand.New(rand.NewPCG(7, 8))
	for range 1 << 16 {
		got = append(got, r.Uint64N(100_000_000))
	}
	want := slices.Clone(got)
	eightsAVX2(&got[0], len(got)/4)
	if cutEightsGo(want); !slices.Equal(got, want) {
		t.Error("other digits")
	}
	for n := range 9 {
		some := slices.Clone(want[:n])
		for i := range some {
			some[i] = uint64(i)
		}
		cutEights(some)
		for i, digits := range some {
			if digits != uint64(i)<<56 {
				t.Errorf("%d of %d: %x", i, n, digits)
			}
		}
	}
}
