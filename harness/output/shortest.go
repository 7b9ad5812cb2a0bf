package output

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"sync"
)

// appendShortest appends a finite v as strconv.AppendFloat(dst, v, 'g', -1, 64) does,
// at about twice its speed: result rows are little else than such numbers.
func appendShortest(dst []byte, v float64) []byte {
	if n := int64(v); float64(n) == v && -999_999 <= n && n <= 999_999 && (n != 0 || !math.Signbit(v)) {
		return strconv.AppendInt(dst, n, 10)
	}
	u := math.Float64bits(v)
	if u>>63 != 0 {
		dst = append(dst, '-')
	}
	if u<<1 == 0 {
		return append(dst, '0')
	}
	digits, exponent := shortest(u&(1<<52-1), int(u>>52&0x7ff))
	return appendDecimal(dst, digits, exponent)
}

// shortest returns the number of the fewest digits that lies in the rounding interval
// of a float64, of these the nearest, as digits·10^exponent: R. Giulietti, "The
// Schubfach way to render doubles" (2020), figure 7.
func shortest(fraction uint64, biased int) (digits uint64, exponent int) {
	c, q := fraction|1<<52, biased-1075
	if biased == 0 {
		c, q = fraction, -1074
	}
	narrow := fraction == 0 && biased > 1 // the neighbour below is nearer than that above
	odd := c & 1
	below, above := 4*c-2, 4*c+2
	k := floorLog10Pow2(q)
	if narrow {
		below++
		k = floorLog10ThreeQuartersPow2(q)
	}
	h := q + floorLog2Pow10(-k) + 1
	g := &powers()[-k-leastPower]
	lower := roundToOdd(g, below<<h) + odd
	value := roundToOdd(g, 4*c<<h)
	upper := roundToOdd(g, above<<h) - odd
	s := value / 4
	if s >= 10 {
		t := s / 10
		under, over := lower <= 40*t, 40*t+40 <= upper
		if under != over {
			if over {
				t++
			}
			return t, k + 1
		}
	}
	under, over := lower <= 4*s, 4*s+4 <= upper
	if under != over {
		if over {
			s++
		}
		return s, k
	}
	if middle := 4*s + 2; value > middle || value == middle && s&1 == 1 {
		s++
	}
	return s, k
}

// roundToOdd returns the upper bits of g·x, of which the last is set where any below
// is.
func roundToOdd(g *power, x uint64) uint64 {
	carry, _ := bits.Mul64(g.lo, x)
	hi, lo := bits.Mul64(g.hi, x)
	lo, c := bits.Add64(lo, carry, 0)
	hi += c
	if lo > 1 {
		hi |= 1
	}
	return hi
}

// The floors of log10(2^e), log10(3/4·2^e) and log2(10^e), for the exponents of
// float64: Giulietti's section 9.
func floorLog10Pow2(e int) int { return (e * 1262611) >> 22 }

func floorLog10ThreeQuartersPow2(e int) int { return (e*1262611 - 524031) >> 22 }

func floorLog2Pow10(e int) int { return (e * 1741647) >> 19 }

// A power is 10^k scaled to [2^127, 2^128) and rounded up.
type power struct{ hi, lo uint64 }

// The powers that float64 needs.
const (
	leastPower = -292
	mostPower  = 324
)

var powers = sync.OnceValue(func() *[mostPower - leastPower + 1]power {
	table := new([mostPower - leastPower + 1]power)
	ten, mask := big.NewInt(10), new(big.Int).SetUint64(math.MaxUint64)
	for k := leastPower; k <= mostPower; k++ {
		shift := 127 - floorLog2Pow10(k)
		x := new(big.Int).Exp(ten, big.NewInt(int64(max(k, -k))), nil)
		rest := new(big.Int)
		switch {
		case k < 0:
			x.QuoRem(new(big.Int).Lsh(big.NewInt(1), uint(shift)), x, rest)
		case shift >= 0:
			x.Lsh(x, uint(shift))
		default:
			x.QuoRem(x, new(big.Int).Lsh(big.NewInt(1), uint(-shift)), rest)
		}
		if rest.Sign() != 0 {
			x.Add(x, big.NewInt(1))
		}
		table[k-leastPower] = power{hi: new(big.Int).Rsh(x, 64).Uint64(), lo: rest.And(x, mask).Uint64()}
	}
	return table
})

// appendDecimal appends digits·10^exponent, with an exponent where it is below 1e-4,
// or 1e6 or more.
func appendDecimal(dst []byte, digits uint64, exponent int) []byte {
	for {
		q := digits / 10
		if 10*q != digits {
			break
		}
		digits = q
		exponent++
	}
	var text [20]byte
	n := len(text)
	if digits >= 1e8 { // two halves, so that neither waits for the other
		low := uint32(digits % 1e8)
		digits /= 1e8
		a, b := low/1e4, low%1e4
		n -= 8
		pair(text[n:], a/100)
		pair(text[n+2:], a%100)
		pair(text[n+4:], b/100)
		pair(text[n+6:], b%100)
	}
	rest := digits
	for rest >= 100 {
		n -= 2
		pair(text[n:], uint32(rest%100))
		rest /= 100
	}
	if rest >= 10 {
		n -= 2
		pair(text[n:], uint32(rest))
	} else {
		n--
		text[n] = byte('0' + rest)
	}
	d := text[n:]
	point := len(d) + exponent // digits left of the point
	switch {
	case point < -3 || point > 6:
	case point <= 0:
		dst = append(dst, "0.000"[:2-point]...)
		return append(dst, d...)
	case point < len(d):
		dst = append(dst, d[:point]...)
		dst = append(dst, '.')
		return append(dst, d[point:]...)
	default:
		dst = append(dst, d...)
		return append(dst, "00000"[:point-len(d)]...)
	}
	dst = append(dst, d[0])
	if len(d) > 1 {
		dst = append(append(dst, '.'), d[1:]...)
	}
	e := point - 1
	sign := byte('+')
	if e < 0 {
		sign, e = '-', -e
	}
	dst = append(dst, 'e', sign)
	if e < 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(e), 10)
}

// pair writes a number below 100 as two digits.
func pair(dst []byte, v uint32) {
	_ = dst[1]
	dst[0], dst[1] = pairs[2*v], pairs[2*v+1]
}

// pairs are the numbers from 00 to 99.
const pairs = "0001020304050607080910111213141516171819" +
	"2021222324252627282930313233343536373839" +
	"4041424344454647484950515253545556575859" +
	"6061626364656667686970717273747576777879" +
	"8081828384858687888990919293949596979899"
