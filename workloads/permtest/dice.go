package permtest

import "math/bits"

// Dice are numbers below sides that one random word r gives: the first is the high
// word of r·sides, the next the high word of what is left, the low word, times
// sides, and so on (N. Brackett-Rozinsky and D. Lemire, "Batched ranged random
// integer generation", Softw. Pract. Exper. 55 (2025) 155–169). With product =
// sides^count, words are refused for which the low word of r·product is below
// 2^64 mod product: that makes all outcomes equally likely.
type dice struct {
	count           int
	product, reject uint64
}

// newDice returns as many dice of 2 sides or more as leave at least 63 words of 64 unrefused.
func newDice(sides int) dice {
	d := dice{product: 1}
	for {
		over, product := bits.Mul64(d.product, uint64(sides))
		if over != 0 || product > 1<<58 {
			break
		}
		d.product = product
		d.count++
	}
	d.reject = -d.product % d.product
	return d
}

// throw returns the next word of s that is not refused.
func (d *dice) throw(s *stream) uint64 {
	for {
		if r := s.next(); r*d.product >= d.reject {
			return r
		}
	}
}
