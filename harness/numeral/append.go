package numeral

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strconv"
)

// room is the number of bytes that a number is written into: it has 24 at most, and words of eight
// bytes are written whole.
const room = 32

// Append appends a number as strconv.AppendFloat(text, v, 'g', -1, 64) does, to the byte, in a third of
// the time: the fewest digits that read back to the same float64, and of those the nearest to it. It
// may write behind the end of what it returns, as far as text has room.
func Append(text []byte, v float64) []byte {
	b := math.Float64bits(v)
	text = slices.Grow(text, room)
	n := len(text)
	text = text[:n+room]
	text[n] = '-' // a number without sign is written over it
	n += int(b >> 63)
	to := (*[room - 1]byte)(text[n:])
	if whole := int64(math.Abs(v)); whole < 1e6 && float64(whole) == math.Abs(v) {
		return text[:n+writeCount(to, eight(uint32(whole)))]
	}
	exponent, fraction := int(b>>52&0x7ff), b&(1<<52-1)
	var d digits
	switch {
	case exponent == 0x7ff:
		return strconv.AppendFloat(text[:n-int(b>>63)], v, 'g', -1, 64) // NaN and the infinities
	case exponent == 0:
		d = normal(shortest(fraction, -1074, 0))
	case fraction == 0:
		d = normal(shortest(1<<52, exponent-1075, 1))
	default:
		d = digitsOf(fraction|1<<52, exponent-1075)
	}
	return text[:n+d.write(to)]
}

// writeCount writes a whole number of eight digits, without zeros before it, and returns how many digits it has.
func writeCount(to *[room - 1]byte, digits uint64) int {
	zeros := bits.TrailingZeros64(digits|1<<56) / 8 // that stand before it; the last digit may be one
	binary.LittleEndian.PutUint64(to[:], (digits|zeroDigits)>>(8*zeros))
	return 8 - zeros
}

// Digits are 0.d₁d₂…d₁₇·10^point, d₁ > 0. The last may be 0, and then those before it too.
type digits struct {
	first uint64 // d₁ … d₁₆
	last  uint64 // d₁₇
	point int
}

// normal returns whole·10^power, where whole has at most 17 digits.
func normal(whole uint64, power int) digits {
	for ; whole < 1e16; power-- {
		whole *= 10
	}
	return digits{whole / 10, whole % 10, power + 17}
}

// digitsOf returns the digits of c·2^q, where c has 53 bits and is no power of two.
//
// One product tells them nearly always, as in yyjson and xjb, which came after Schubfach: c·2^q is n+f
// units of the least power of ten that is larger than the distance of two float64, and at most ten times
// as large. A decimal reads back if it is within half that distance. Where n or n+1 units are, they are
// the shortest; else 10f, rounded, is one more digit. f, and half the distance, are known to within
// 2^-64: where that leaves open which it is, [shortest] decides.
func digitsOf(c uint64, q int) digits {
	power := log10(q) + 1
	g := powerOf(-power)
	shift := q + log2(-power) + 12 // 8 … 11
	n, f := g.high(c << shift)
	n, f = n>>11, n<<53|f>>11
	half := g.hi >> (12 - shift)
	digit, rest := bits.Mul64(f, 10)
	const near = 2
	if f-half+near <= 2*near || f+half+near <= 2*near || rest-(1<<63-10*near) <= 20*near {
		return normal(shortest(c, q, 0))
	}
	digit += rest >> 63
	_, below := bits.Sub64(f, half, 0)
	_, above := bits.Add64(f, half, 0)
	n += above
	digit &= below + above - 1
	short := (n - 1e15) >> 63 // 1 where n has 15 digits, and else 16
	n += (9*n + digit) & -short
	return digits{n, digit & (short - 1), power + 16 - int(short)}
}

// high returns the two high words of the product by a factor. They are less than 1 off: the power is
// rounded up, and the third word is left out.
func (g *power10) high(factor uint64) (hi, mid uint64) {
	x, _ := bits.Mul64(g.lo, factor)
	hi, mid = bits.Mul64(g.hi, factor)
	mid, carry := bits.Add64(mid, x, 0)
	return hi + carry, mid
}

// write writes digits as lay does.
func (d digits) write(to *[room - 1]byte) int {
	high := uint32(d.first / 1e8)
	return lay(to, eight(high), eight(uint32(d.first-1e8*uint64(high))), byte(d.last), d.point)
}

// lay writes a number as %g does, with an exponent below 1e-4 and from 1e6 on, and returns how many bytes it
// has. Its digits are those of front and back, eight of each, and the last, and point is as in [digits].
func lay(to *[room - 1]byte, front, back uint64, last byte, point int) int {
	count := 16 - bits.LeadingZeros64(back)/8
	if back == 0 {
		count = 8 - bits.LeadingZeros64(front)/8
	}
	if last != 0 {
		count = 17
	}
	front, back = front|zeroDigits, back|zeroDigits
	last += '0'
	switch {
	case -4 < point && point <= 0: // 0.000123
		binary.LittleEndian.PutUint64(to[:], zeroDigits-('0'-'.')<<8)
		all := (*[17]byte)(to[2-point:])
		binary.LittleEndian.PutUint64(all[:], front)
		binary.LittleEndian.PutUint64(all[8:], back)
		all[16] = last
		return 2 - point + count
	case 0 < point && point < 7: // 12.3
		writeCut(to, front, back, last, point)
		if count <= point {
			return point
		}
		return count + 1
	}
	writeCut(to, front, back, last, 1) // 1.23e+45
	n := count + 1
	if count == 1 {
		n = 1
	}
	return n + writeExponent(to[n:], point-1)
}

// writeCut writes 17 digits with a point behind the first p of them, 1 to 6.
func writeCut(to *[room - 1]byte, front, back uint64, last byte, p int) {
	binary.LittleEndian.PutUint64(to[:], front)
	to[p] = '.'
	binary.LittleEndian.PutUint64(to[p+1:], bits.RotateLeft64(front, -8*p)) // those that come round are written over
	binary.LittleEndian.PutUint64(to[9:], back)
	to[17] = last
}

// zeroDigits is eight times the digit 0.
const zeroDigits = 0x3030_3030_3030_3030

// eight returns the eight digits of n < 10^8 as numbers, a byte each, the first lowest: it makes four
// at a time, then two, then one, side by side in a word.
func eight(n uint32) uint64 {
	high := n / 1e4
	fours := uint64(high) | uint64(n-1e4*high)<<32
	hundreds := fours * 10486 >> 20 & 0x7f_0000007f // of each, divided by 100
	twos := hundreds | (fours-100*hundreds)<<16
	tens := twos * 103 >> 10 & 0x000f_000f_000f_000f
	return tens | (twos-10*tens)<<8
}

// writeExponent writes an exponent of ten, with two digits at least, and returns its length.
func writeExponent(to []byte, e int) int {
	to[0], to[1] = 'e', '+'
	if e < 0 {
		to[1] = '-'
		e = -e
	}
	n := 2
	if e >= 100 {
		to[n] = '0' + byte(e/100)
		n++
	}
	to[n], to[n+1] = '0'+byte(e/10%10), '0'+byte(e%10)
	return n + 2
}
