package adjust

import (
	"cmp"
	"math"
	"slices"
)

// ranked is the bits of a p-value and the row that it belongs to. The bits of numbers that are
// not negative are in the order of the numbers.
type ranked struct {
	bits uint64
	row  int32
}

func (r ranked) p() float64 { return math.Float64frombits(r.bits) }

// Numbers up to 1 have 62 bits that vary. The radix sort looks at the first 33,
// which are the exponent and 23 bits of fraction, 11 at a time.
const (
	digitBits  = 11
	digits     = 3
	firstDigit = 62 - digits*digitBits
)

// sortRanked sorts a by p, with b, of the same length, as scratch. It returns the sorted slice
// and the other.
func sortRanked(a, b []ranked) (sorted, spare []ranked) {
	const mask = 1<<digitBits - 1
	var count [digits][1 << digitBits]int32
	for _, r := range a {
		k := r.bits >> firstDigit
		count[0][k&mask]++
		count[1][k>>digitBits&mask]++
		count[2][k>>(2*digitBits)&mask]++
	}
	for d := range digits {
		var at int32
		for i, n := range count[d] {
			count[d][i] = at
			at += n
		}
		shift := firstDigit + d*digitBits
		for _, r := range a {
			k := r.bits >> shift & mask
			b[count[d][k]] = r
			count[d][k]++
		}
		a, b = b, a
	}
	// What is left to sort are groups that agree in those 33 bits. In real p-values these are
	// few and short, but no input may make this slow.
	for lo := 0; lo < len(a); {
		hi := lo + 1
		for hi < len(a) && a[hi].bits>>firstDigit == a[lo].bits>>firstDigit {
			hi++
		}
		if hi > lo+1 {
			slices.SortFunc(a[lo:hi], func(x, y ranked) int { return cmp.Compare(x.bits, y.bits) })
		}
		lo = hi
	}
	return a, b
}
