package logs

import (
	"math"

	"serialfraction/harness/numeral"
)

// The units of times, in nanoseconds as powers of ten.
const (
	seconds = 9
	millis  = 6
	micros  = 3
	nanos   = 0
)

// maxTime bounds a time in nanoseconds: 146 years, or a moment to the year 2116. The sum of two has
// room.
const maxTime = 1<<62 - 1

// decimalTime reads a number of units of 10^unit nanoseconds, rounded to a nanosecond. digits is
// the number of digits behind its point. It is exact where a float64 is not: one of the seconds since 1970
// steps by 238 ns. Numbers with an exponent are read as float64.
func decimalTime(field []byte, unit int) (ns int64, digits int, ok bool) {
	i, negative := 0, false
	if len(field) > 0 && (field[0] == '-' || field[0] == '+') {
		negative, i = field[0] == '-', 1
	}
	read, point, scale := 0, -1, unit
	for ; i < len(field); i++ {
		c := field[i]
		switch {
		case c == '.' && point < 0:
			point = i
			continue
		case c == 'e' || c == 'E':
			return scientificTime(field, unit)
		case c-'0' > 9:
			return 0, 0, false
		}
		read++
		if point >= 0 {
			if digits++; scale == 0 {
				if digits == unit+1 && c >= '5' {
					ns++
				}
				continue
			}
			scale--
		}
		if ns > maxTime/10-1 {
			return 0, 0, false
		}
		ns = ns*10 + int64(c-'0')
	}
	for ; scale > 0; scale-- {
		if ns > maxTime/10 {
			return 0, 0, false
		}
		ns *= 10
	}
	if negative {
		ns = -ns
	}
	return ns, digits, read > 0
}

// scientificTime reads a number with an exponent.
func scientificTime(field []byte, unit int) (ns int64, digits int, ok bool) {
	v, err := numeral.Parse(field)
	if v *= math.Pow10(unit); err != nil || !(math.Abs(v) < maxTime) {
		return 0, 0, false
	}
	return int64(math.Round(v)), 0, true
}
