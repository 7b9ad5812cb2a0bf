package sizes

import (
	"math"

	"serialfraction/fit"
)

// Growth is how a part of the serial time depends on the rows.
type Growth string

// The kinds of growth: what an interval leaves open is not concluded.
const (
	Fixed   Growth = "fixed"         // the seconds stay, their part of S falls with the rows
	Grows   Growth = "with the rows" // in proportion
	Partly  Growth = "partly fixed"
	Unclear Growth = "not known"
)

// hardly is the share of a part of the serial time below which it does not count.
const hardly = 0.1

// GrowthOf concludes from the seconds of a part of the serial time at each size how it grows.
// What is fixed must be more than these add at the most rows, to the upper end, and than they take
// off; and what grows must be most of it in the geometric middle of the sizes, to the upper end of
// what is fixed.
func GrowthOf(l Line, seconds []fit.Interval) Growth {
	fixed, perRow := l.read(l.At(0), seconds), l.read(l.PerRow(), seconds)
	most := l.rows[len(l.rows)-1]
	grown := perRow.Value * math.Sqrt(l.rows[0]*most) // in the middle
	switch {
	case fixed.Lo > 0 && max(perRow.Hi, -perRow.Value)*most < fixed.Value:
		return Fixed
	case fixed.Lo > 0 && perRow.Lo > 0:
		if fixed.Value < hardly*(fixed.Value+grown) {
			return Grows
		}
		return Partly
	case perRow.Lo > 0 && fixed.Hi < grown:
		return Grows
	}
	return Unclear
}
