package dataset

import "math"

// Half returns the value of a float of 16 bits (IEEE 754, binary16): a sign, 5 bits of
// exponent with bias 15, and 10 bits of fraction.
func Half(h uint16) float64 {
	const bias, bias64 = 15, 1023
	sign, exponent, fraction := uint64(h>>15), uint64(h>>10&31), uint64(h&1023)
	switch exponent {
	case 0: // no leading 1
		return math.Copysign(float64(fraction)*0x1p-24, float64(1-2*int(sign)))
	case 31: // infinite, or NaN
		exponent = 2047 - bias64 + bias
	}
	return math.Float64frombits(sign<<63 | (exponent+bias64-bias)<<52 | fraction<<42)
}
