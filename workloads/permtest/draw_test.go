package permtest

import (
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// TestDiceAreFair checks that each outcome of a throw has equally many words: ⌊2^64/product⌋ of
// them, without a gap, from the first that is not rejected on. It tests the first and the last
// word and their neighbours.
func TestDiceAreFair(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 42))
	for _, sides := range []uint64{2, 3, 6, 10, 38, 64, 100, 1000, 1 << 20, 1<<31 - 1} {
		d := newDice(int(sides))
		if reject := new(big.Int).Mod(new(big.Int).Lsh(big.NewInt(1), 64), new(big.Int).SetUint64(d.product)); reject.Uint64() != d.reject {
			t.Fatalf("%d sides: words below %d are refused, want %v", sides, d.reject, reject)
		}
		each := (1 << 63 / d.product) * 2
		for each*d.product+d.reject != 0 { // mod 2^64: each·product + reject = 2^64
			each++
			if each > (1<<63/d.product)*2+2 {
				t.Fatalf("%d sides: no number of words gives each outcome", sides)
			}
		}
		for i := range 200 {
			outcome := rng.Uint64N(d.product)
			if i < 2 {
				outcome = uint64(i) * (d.product - 1)
			}
			first, _ := bits.Div64(outcome, d.product-1, d.product) // ⌈outcome·2^64/product⌉
			if first*d.product < d.reject {
				first++
			}
			for _, c := range []struct {
				r    uint64
				want bool
			}{{first - 1, false}, {first, true}, {first + each/2, true}, {first + each - 1, true}, {first + each, false}} {
				got, refused := uint64(0), c.r*d.product < d.reject
				rest := c.r
				for range d.count {
					var die uint64
					die, rest = bits.Mul64(rest, sides)
					got = got*sides + die
				}
				if is := got == outcome && !refused; is != c.want {
					t.Fatalf("%d sides, outcome %d, word %d: throws it: %t, want %t", sides, outcome, c.r, is, c.want)
				}
			}
		}
	}
}

// TestChoicesAreUniform counts every choice there is. With 20 draws of each to be
// expected, the sum of squares has the chi-square distribution, to which the bound
// of 1e-6 is E. B. Wilson and M. M. Hilferty's (Proc. Natl. Acad. Sci. 17 (1931) 684).
func TestChoicesAreUniform(t *testing.T) {
	for _, c := range []struct{ cols, few int }{
		{2, 1}, {3, 1}, {4, 2}, {5, 2}, {6, 3}, {9, 4}, {10, 5}, {11, 2}, {13, 6}, {38, 2}, {60, 2}, {61, 2}, {64, 2}, {121, 2},
	} {
		ways := int(combinations(c.cols, c.few))
		draws := max(200*ways, 2000)
		if ways > 1000 {
			draws = 20 * ways
		}
		count := map[[3]uint64]int{}
		ch := newChooser(c.cols, c.few)
		a := make(arrangement, len(ch.full))
		s := stream{seed: 3}
		for i := range draws {
			if i%1000 == 0 {
				s.start(rowStream, uint64(i/1000))
			}
			ch.draw(a, &s)
			var key [3]uint64
			copy(key[:], a)
			count[key]++
		}
		expected := float64(draws) / float64(ways)
		sum := float64(ways-len(count)) * expected
		for key, n := range count {
			size := 0
			for i, w := range key[:len(a)] {
				size += bits.OnesCount64(w)
				if w&^ch.full[i] != 0 {
					t.Fatalf("%d of %d: columns that are not there: %x", c.few, c.cols, key)
				}
			}
			if size != c.few {
				t.Fatalf("%d of %d: %x has %d", c.few, c.cols, key, size)
			}
			sum += (float64(n) - expected) * (float64(n) - expected) / expected
		}
		df := float64(ways - 1)
		v := 2 / (9 * df)
		least, most := df*math.Pow(max(1-v-4.75*math.Sqrt(v), 0), 3), df*math.Pow(1-v+4.75*math.Sqrt(v), 3)
		if sum > most || sum < least {
			t.Errorf("%d of %d: chi-square %.1f with %v degrees of freedom, allowed %.1f to %.1f", c.few, c.cols, sum, df, least, most)
		}
	}
}

// TestTablesAddUp compares with plain sums.
func TestTablesAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(43, 44))
	for _, cols := range []int{2, 5, 6, 7, 59, 60, 61, 66, 120, 121, 200} {
		row := make([]float64, cols)
		for i := range row {
			row[i] = float64(rng.IntN(1000)) // exact in any order
			if rng.IntN(10) == 0 {
				row[i] = math.NaN()
			}
		}
		tables := newSumTables(cols)
		tables.fill(row)
		c := newChooser(cols, cols/2)
		a := make(arrangement, len(c.full))
		s := stream{seed: 6}
		s.start(rowStream, uint64(cols))
		for range 50 {
			c.draw(a, &s)
			var want sums
			here := 0
			for i, v := range row {
				if a[i/wordCols]>>(i%wordCols)&1 == 1 && v == v {
					want.sum += v
					want.square += v * v
					here++
				}
			}
			if got := tables.of(a); got != want || tables.size(a) != here {
				t.Fatalf("%d columns: %v of %d values, want %v of %d", cols, got, tables.size(a), want, here)
			}
		}
	}
}
