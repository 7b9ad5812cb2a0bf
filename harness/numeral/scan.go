package numeral

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// maxPow5 is the largest k with 5^k below 2^64.
const maxPow5 = 27

// pow5 holds 5^k.
var pow5 = [maxPow5 + 1]uint64{
	1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125,
	244140625, 1220703125, 6103515625, 30517578125, 152587890625, 762939453125,
	3814697265625, 19073486328125, 95367431640625, 476837158203125, 2384185791015625,
	11920928955078125, 59604644775390625, 298023223876953125, 1490116119384765625,
	7450580596923828125,
}

// pow10 holds the powers of ten that are float64s exactly.
var pow10 = [23]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// Scan reads the decimal number at the beginning of s. It returns the float64
// nearest to it, ties to even, and the number of bytes read. It returns false where s
// does not begin with a number, or with one that is left to strconv: more than 19
// significant digits, or a decimal exponent beyond ±27.
func Scan(s []byte) (v float64, n int, ok bool) {
	i := 0
	neg := len(s) > 0 && s[0] == '-'
	if neg || len(s) > 0 && s[0] == '+' {
		i = 1
	}
	first := i
	m := uint64(0)
	for i < len(s) && s[i]-'0' <= 9 { // few stand before a point: scanDigits would try eight in vain
		m = m*10 + uint64(s[i]-'0')
		i++
	}
	digits, exp := i-first, 0
	if i < len(s) && s[i] == '.' {
		point := i
		m, i = scanDigits(s, i+1, m)
		exp = point + 1 - i
		digits -= exp
	}
	if digits == 0 {
		return 0, 0, false
	}
	if digits > 19 && digits-leadingZeros(s[first:i]) > 19 {
		return 0, 0, false // m has overflowed
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		e, end, ok := scanExponent(s, i+1)
		if !ok {
			return 0, 0, false
		}
		exp, i = exp+e, end
	}
	v, ok = decimal(m, exp)
	if neg {
		v = -v
	}
	return v, i, ok
}

// scanDigits appends the digits of s from i on to the decimal digits of m, modulo
// 2^64, and returns where they end.
func scanDigits(s []byte, i int, m uint64) (uint64, int) {
	for len(s)-i >= 8 {
		w := binary.LittleEndian.Uint64(s[i:])
		if !eightDigits(w) {
			break
		}
		m = m*1e8 + packDigits(w)
		i += 8
	}
	for i < len(s) {
		d := s[i] - '0'
		if d > 9 {
			break
		}
		m = m*10 + uint64(d)
		i++
	}
	return m, i
}

// eightDigits reports whether all bytes of w are ASCII digits: the high half of each is
// 3, and stays 3 after adding 6, which it would not for ':' to '?'.
func eightDigits(w uint64) bool {
	return w&(w+0x0606060606060606)&0xf0f0f0f0f0f0f0f0 == 0x3030303030303030
}

// packDigits returns the number that eight ASCII digits write, the first of them
// in the lowest byte: neighbours are joined into pairs, the pairs into fours, and
// the fours into one.
func packDigits(w uint64) uint64 {
	w &= 0x0f0f0f0f0f0f0f0f
	w = (w*10 + w>>8) & 0x00ff00ff00ff00ff
	w = (w*100 + w>>16) & 0x0000ffff0000ffff
	return (w*10000 + w>>32) & 0xffffffff
}

// leadingZeros counts the zeros before the first other digit of s.
func leadingZeros(s []byte) int {
	n := 0
	for _, c := range s {
		if c == '0' {
			n++
		} else if c != '.' {
			break
		}
	}
	return n
}

// scanExponent reads a signed number of at most four digits at s[i].
func scanExponent(s []byte, i int) (e, end int, ok bool) {
	neg := i < len(s) && s[i] == '-'
	if neg || i < len(s) && s[i] == '+' {
		i++
	}
	u, end := scanDigits(s, i, 0)
	if end == i || end-i > 4 {
		return 0, 0, false
	}
	if neg {
		return -int(u), end, true
	}
	return int(u), end, true
}

// decimal returns m·10^exp rounded to nearest, ties to even. Where m and the power
// are both float64s exactly, one operation rounds once (Clinger 1990, "How to read
// floating point numbers accurately", PLDI). Otherwise m·5^exp is formed exactly in
// integers: a product of 128 bits, or a quotient of 62 or 63 bits and its remainder; one of
// 64 bits is no int64, and to convert it takes a branch that the CPU cannot foresee.
// Bits that are cut off set the lowest bit that is kept, so that the conversion to
// float64 rounds as the exact number would. decimal returns false where exp is beyond
// ±27.
func decimal(m uint64, exp int) (v float64, ok bool) {
	switch {
	case m == 0:
		return 0, true
	case m < 1<<53 && 0 <= exp && exp < len(pow10):
		return float64(m) * pow10[exp], true
	case m < 1<<53 && -len(pow10) < exp && exp < 0:
		return float64(m) / pow10[-exp], true
	case 0 <= exp && exp <= maxPow5:
		hi, lo := bits.Mul64(m, pow5[exp])
		if hi == 0 {
			return float64(lo) * powerOf2(exp), true
		}
		shift := bits.LeadingZeros64(hi)
		top := hi<<shift | lo>>(64-shift)
		return float64(top|sticky(lo<<shift)) * powerOf2(64-shift+exp), true
	case -maxPow5 <= exp && exp < 0:
		a := bits.LeadingZeros64(m)
		b := bits.LeadingZeros64(pow5[-exp])
		m <<= a
		q, rem := bits.Div64(m>>2, m<<62, pow5[-exp]<<b)
		return float64(int64(q|sticky(rem))) * powerOf2(b-a-62+exp), true
	}
	return 0, false
}

// sticky returns 1 where a bit of rest is set, else 0.
func sticky(rest uint64) uint64 {
	if rest != 0 {
		return 1
	}
	return 0
}

// powerOf2 returns 2^e for normal numbers.
func powerOf2(e int) float64 { return math.Float64frombits(uint64(1023+e) << 52) }
