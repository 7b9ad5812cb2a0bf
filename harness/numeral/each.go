package numeral

import (
	"encoding/binary"
	"math"
	"slices"
)

// batch is the number of numbers whose digits are made at once.
const batch = 16

// AppendEach appends numbers as [Append] does, each behind a byte such as a comma, in two thirds of the
// time: the digits of several are made at once.
func AppendEach(text []byte, before byte, numbers []float64) []byte {
	for ; len(numbers) > batch; numbers = numbers[batch:] {
		text = appendBatch(text, before, numbers[:batch])
	}
	return appendBatch(text, before, numbers)
}

// What stands in place of the point of a number that has no digits: a whole number below 10^6, and one
// that is left to Append, which has room for it.
const whole, other = math.MaxInt, math.MaxInt - 1

// appendBatch appends at most a batch.
func appendBatch(text []byte, before byte, numbers []float64) []byte {
	var eights [2 * batch]uint64 // two for each number
	var lasts [batch]byte
	var points [batch]int
	for i, v := range numbers {
		size := math.Abs(v)
		b := math.Float64bits(v)
		exponent, fraction := int(b>>52&0x7ff), b&(1<<52-1)
		if count := int64(size); count < 1e6 && float64(count) == size {
			eights[2*i], points[i] = uint64(count), whole
		} else if fraction == 0 || exponent == 0 || exponent == 0x7ff {
			points[i] = other
		} else {
			d := digitsOf(fraction|1<<52, exponent-1075)
			eights[2*i] = d.first / 1e8
			eights[2*i+1] = d.first - 1e8*eights[2*i]
			lasts[i], points[i] = byte(d.last), d.point
		}
	}
	cutEights(eights[:2*len(numbers)])
	text = slices.Grow(text, (1+room)*len(numbers))
	n := len(text)
	text = text[:cap(text)]
	for i, v := range numbers {
		sign := int(math.Float64bits(v) >> 63)
		binary.LittleEndian.PutUint16(text[n:], uint16(before)|'-'<<8) // a number without sign is written over it
		n += 1 + sign
		to := (*[room - 1]byte)(text[n:])
		switch points[i] {
		case whole:
			n += writeCount(to, eights[2*i])
		case other:
			n = len(Append(text[:n-sign], v))
		default:
			n += lay(to, eights[2*i], eights[2*i+1], lasts[i], points[i])
		}
	}
	return text[:n]
}

// cutEightsGo puts in place of each number below 10^8 its digits, as eight does.
func cutEightsGo(numbers []uint64) {
	for i, n := range numbers {
		numbers[i] = eight(uint32(n))
	}
}
