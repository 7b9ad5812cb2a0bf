package trend

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// naive counts the genotypes of the given samples one at a time.
func naive(row []byte, samples []int) (g genotypes, missing int64) {
	for _, s := range samples {
		switch row[s/4] >> (2 * (s % 4)) & 3 {
		case 0:
			g.two++
		case 1:
			missing++
		case 2:
			g.one++
		case 3:
			g.none++
		}
	}
	return g, missing
}

// deal gives each of n samples to one of two groups, or to none.
func deal(n int, to func() int) (groups [2][]int) {
	for s := range n {
		if g := to(); g < 2 {
			groups[g] = append(groups[g], s)
		}
	}
	return groups
}

// TestCountAgainstNaive has every number of samples up to 200, bits set beyond the
// last sample among them, and a slice that ends with the last row: reading past it
// would be found.
func TestCountAgainstNaive(t *testing.T) { workloadtest.EachPath(t, countAgainstNaive) }

func countAgainstNaive(t *testing.T, v vector.Set) {
	rng := rand.New(rand.NewPCG(31, 32))
	for n := 1; n <= 200; n++ {
		stride, rows := (n+3)/4, 1+rng.IntN(20)
		packed := make([]byte, rows*stride)
		for i := range packed {
			packed[i] = byte(rng.Uint32())
		}
		groups := deal(n, func() int { return rng.IntN(3) })
		m := newMasks(stride, groups[0], groups[1])
		got, want := make([]bitCounts, rows), make([]bitCounts, rows)
		count(v, got, packed[:len(packed):len(packed)], stride, &m)
		countGo(want, packed, stride, &m)
		if !slices.Equal(got, want) {
			t.Fatalf("%d samples: %v, in Go %v", n, got, want)
		}
		for i, c := range got {
			for g, samples := range groups {
				truth, missing := naive(packed[i*stride:(i+1)*stride], samples)
				if c.genotypes(&m, g) != truth || int64(len(samples))-truth.samples() != missing {
					t.Fatalf("%d samples, row %d, group %d: %+v, want %+v", n, i, g, c.genotypes(&m, g), truth)
				}
			}
		}
	}
}

// TestCountProperty: rows of any length, that begin at any byte, are counted as one genotype at a
// time on every path, and into no count but their own.
func TestCountProperty(t *testing.T) { workloadtest.EachPath(t, countProperty) }

func countProperty(t *testing.T, v vector.Set) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(1, 700), rapid.IntRange(700, 20_000)).Draw(t, "samples")
		stride := (n + 3) / 4
		rows := rapid.IntRange(1, 40).Draw(t, "rows")
		at := rapid.IntRange(0, 63).Draw(t, "begins at")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		packed := make([]byte, at+rows*stride)
		full := rapid.Bool().Draw(t, "every bit set") // the largest sums
		for i := range packed {
			if packed[i] = byte(rng.Uint32()); full {
				packed[i] = 0xff
			}
		}
		packed = packed[at:len(packed):len(packed)]
		groups := deal(n, func() int { return rng.IntN(4) })
		if full {
			groups = deal(n, func() int { return rng.IntN(2) })
		}
		m := newMasks(stride, groups[0], groups[1])
		const untouched = 1 << 63
		got := make([]bitCounts, rows+1)
		got[rows].lower = untouched
		count(v, got[:rows], packed, stride, &m)
		if got[rows] != (bitCounts{lower: untouched}) {
			t.Fatalf("a count beyond the rows is %v", got[rows])
		}
		want := make([]bitCounts, rows)
		countGo(want, packed, stride, &m)
		if !slices.Equal(got[:rows], want) {
			t.Fatalf("%v, in Go %v", got[:rows], want)
		}
		for i, c := range got[:rows:rows] {
			for g, samples := range groups {
				if truth, _ := naive(packed[i*stride:(i+1)*stride], samples); c.genotypes(&m, g) != truth {
					t.Fatalf("row %d, group %d: %+v, want %+v", i, g, c.genotypes(&m, g), truth)
				}
			}
		}
	})
}
