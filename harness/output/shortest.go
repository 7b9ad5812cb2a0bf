package output

import (
	_ "embed"
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"
)

// appendShortest appends a number as strconv.AppendFloat(text, v, 'g', -1, 64) does, to the byte, in
// half of the time: the fewest digits that read back to the same float64, and of those the nearest to
// it. Digits are found by three products of 128 bits: R. Giulietti, "The Schubfach way to render
// doubles", 2020. TestAppendShortest holds it against strconv.
func appendShortest(text []byte, v float64) []byte {
	b := math.Float64bits(v)
	exponent, fraction := int(b>>52&0x7ff), b&(1<<52-1)
	switch {
	case exponent == 0x7ff:
		return strconv.AppendFloat(text, v, 'g', -1, 64) // NaN and the infinities
	case b>>63 != 0:
		text = append(text, '-')
	}
	if exponent == 0 && fraction == 0 {
		return append(text, '0')
	}
	digits, power := shortest(exponent, fraction)
	return appendDecimal(text, digits, power)
}

// shortest returns the shortest decimal digits·10^power that reads back to the float64 of these bits,
// which is finite and not zero. Names are those of Giulietti's figures 5 to 7.
func shortest(exponent int, fraction uint64) (digits uint64, power int) {
	c, q := fraction, -1074
	if exponent != 0 {
		c, q = fraction|1<<52, exponent-1075
	}
	if -53 < q && q <= 0 && bits.TrailingZeros64(c) >= -q {
		return c >> -q, 0 // an integer
	}
	var odd, irregular uint64 // irregular: the next lower float64 is half as far away as the next higher
	odd = c & 1
	k := q * 1262611 >> 22 // ⌊log10 2^q⌋
	if fraction == 0 && exponent > 1 {
		irregular = 1
		k = (q*1262611 - 524031) >> 22 // ⌊log10 3/4·2^q⌋
	}
	h := q + (-k*1741647)>>19 + 1 // q + ⌊log2 10^-k⌋ + 1
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

// A power10 is a power of ten times a power of two, rounded up, in [2^127, 2^128).
type power10 struct{ hi, lo uint64 }

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

// The powers of ten that the float64 need.
const minPower, maxPower = -292, 324

// powers are 10^minPower … 10^maxPower: of each the high word and the low word, the lowest byte first.
// They are made by TestPowers, since to make them takes longer than some runs.
//
//go:embed powers.bin
var powers []byte

// powerOf returns 10^k.
func powerOf(k int) power10 {
	at := powers[16*(k-minPower):][:16]
	return power10{binary.LittleEndian.Uint64(at), binary.LittleEndian.Uint64(at[8:])}
}

// appendDecimal appends digits·10^power as %g does: with an exponent below 1e-4 and from 1e6 on.
func appendDecimal(text []byte, digits uint64, power int) []byte {
	var all [24]byte
	high, low := uint32(digits/1e8), uint32(digits%1e8) // at most 17 digits
	eight(all[16:24], low)
	first := 16
	if high != 0 {
		top := high / 1e8 // 0 … 9
		eight(all[8:16], high-top*1e8)
		all[7], first = '0'+byte(top), 7
	}
	for all[first] == '0' {
		first++
	}
	last := len(all)
	for all[last-1] == '0' {
		last--
	}
	point := 24 - first + power // digits before the point
	number := all[first:last]
	switch n := len(number); {
	case point < -3 || point > 6:
		text = append(text, number[0])
		if n > 1 {
			text = append(append(text, '.'), number[1:]...)
		}
		return appendExponent(text, point-1)
	case point <= 0:
		return append(append(text, "0.000"[:2-point]...), number...)
	case point >= n:
		return append(append(text, number...), "00000"[:point-n]...)
	}
	text = append(append(text, number[:point]...), '.')
	return append(text, number[point:]...)
}

// eight writes the eight digits of n < 10^8: four at a time, then two, then one, side by side in a word.
func eight(to []byte, n uint32) {
	fours := uint64(n/1e4) | uint64(n%1e4)<<32
	hundreds := fours * 10486 >> 20 & 0x7f_0000007f // of each, divided by 100
	twos := hundreds | (fours-100*hundreds)<<16
	tens := twos * 103 >> 10 & 0x000f_000f_000f_000f
	ones := tens | (twos-10*tens)<<8
	binary.LittleEndian.PutUint64(to, ones|0x3030_3030_3030_3030)
}

// appendExponent appends an exponent of ten, with two digits at least.
func appendExponent(text []byte, e int) []byte {
	text = append(text, 'e', '+')
	if e < 0 {
		text[len(text)-1] = '-'
		e = -e
	}
	if e >= 100 {
		text = append(text, '0'+byte(e/100))
	}
	return append(text, '0'+byte(e/10%10), '0'+byte(e%10))
}
