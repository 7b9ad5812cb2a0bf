package permtest

import "math/bits"

// dice draws several numbers below sides from one random word r (N. Brackett-Rozinsky and
// D. Lemire, "Batched ranged random integer generation", Softw. Pract. Exper. 55 (2025)
// 155–169). The first number is the high word of r·sides; the next is the high word of the
// remaining low word times sides, and so on. With product = sides^count, a word is rejected
// where the low word of r·product is below 2^64 mod product: so all outcomes are equally
// likely.
type dice struct {
	count           int
	product, reject uint64
}

// newDice returns the largest number of dice with which at most one word in 64 is rejected;
// sides is at least 2.
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

// throw returns the next word of s that is not rejected.
func (d *dice) throw(s *stream) uint64 {
	for {
		if r := s.next(); r*d.product >= d.reject {
			return r
		}
	}
}
