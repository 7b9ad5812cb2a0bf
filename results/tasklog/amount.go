package tasklog

import (
	"math"
	"math/bits"
)

// An Amount is slot time in slot-nanoseconds: the time of some slots, added up. It is exact: 10⁵
// slots for a day are more than an int64 holds. It is never negative; the zero value is none.
type Amount struct{ high, low uint64 }

// Of returns the slot time of n slots for some nanoseconds, neither of which may be negative.
func Of(n int, nanoseconds int64) Amount {
	high, low := bits.Mul64(uint64(n), uint64(nanoseconds))
	return Amount{high, low}
}

// Plus returns a + b.
func (a Amount) Plus(b Amount) Amount {
	low, carry := bits.Add64(a.low, b.low, 0)
	high, _ := bits.Add64(a.high, b.high, carry)
	return Amount{high, low}
}

// Seconds returns the amount in slot-seconds, to the digits of a float64.
func (a Amount) Seconds() float64 { return a.nanoseconds() / 1e9 }

func (a Amount) nanoseconds() float64 {
	return math.Ldexp(float64(a.high), 64) + float64(a.low)
}
