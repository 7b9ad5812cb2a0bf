package numeral

import (
	"math/bits"
)

// shortest returns the shortest decimal digits·10^power that reads back to c·2^q, and of those the
// nearest to it. c is not zero. irregular is 1 where the next lower float64 is half as far away as the
// next higher, and 0 elsewhere. Digits are found by three products of 128 bits: R. Giulietti, "The
// Schubfach way to render doubles", 2020, whose figures 5 to 7 have the same names.
func shortest(c uint64, q int, irregular uint64) (digits uint64, power int) {
	odd := c & 1
	k := log10(q)
	if irregular != 0 {
		k = (q*1262611 - 524031) >> 22 // ⌊log10 3/4·2^q⌋
	}
	h := q + log2(-k) + 1
	g := powerOf(-k)
	lower := g.times((4*c-2+irregular)<<h) + odd
	vb := g.times(4 * c << h)
	upper := g.times((4*c+2)<<h) - odd
	s := vb / 4
	if s >= 10 {
		tens := s / 10
		below, above := lower <= 40*tens, 40*tens+40 <= upper
		if below != above {
			if above {
				tens++
			}
			return tens, k + 1
		}
	}
	below, above := lower <= 4*s, 4*s+4 <= upper
	half := 4*s + 2
	if below == above && (vb > half || vb == half && s&1 != 0) || below != above && above {
		s++
	}
	return s, k
}

// log10 returns ⌊log10 2^q⌋, log2 ⌊log2 10^k⌋, of every power that a float64 needs.
func log10(q int) int { return q * 1262611 >> 22 }
func log2(k int) int  { return k * 1741647 >> 19 }

// times returns the high 64 bits of the product by a factor, and 1 in the lowest where others are set.
func (g *power10) times(factor uint64) uint64 {
	x, _ := bits.Mul64(g.lo, factor)
	hi, lo := bits.Mul64(g.hi, factor)
	lo, carry := bits.Add64(lo, x, 0)
	hi += carry
	if lo > 1 {
		hi |= 1
	}
	return hi
}
