package number

import (
	"math"
	"strconv"
	"time"

	"serialfraction/fit"
)

// A Unit of time and its length in seconds.
type Unit struct {
	Name    string
	Seconds float64
}

// Second is the unit for times from which no unit can be chosen.
var Second = Unit{"s", 1}

var units = []Unit{{"h", 3600}, {"min", 60}, Second, {"ms", 1e-3}, {"µs", 1e-6}, {"ns", 1e-9}}

// UnitFor returns the unit in which a time of that many seconds is easily read.
func UnitFor(seconds float64) Unit {
	for _, u := range units {
		// Minutes and hours only where seconds have become long numbers.
		if seconds >= u.Seconds*(1-1e-9) && (u.Seconds <= 1 || seconds >= 5*u.Seconds) {
			return u
		}
	}
	return units[len(units)-1]
}

// CommonUnit returns one unit for a column of times: that of the geometric mean
// of the shortest and the longest.
func CommonUnit(times []fit.Interval) Unit {
	lo, hi := math.Inf(1), 0.0
	for _, t := range times {
		if Finite(t.Value) && t.Value > 0 {
			lo, hi = min(lo, t.Value), max(hi, t.Value)
		}
	}
	if hi == 0 {
		return Second
	}
	return UnitFor(math.Sqrt(lo) * math.Sqrt(hi))
}

// Of writes a time t, in seconds, as a number of units u, with the digits that its interval
// supports, but at most four significant ones.
func (u Unit) Of(t fit.Interval) string {
	half := HalfWidth(t)
	if half == 0 {
		half = math.Abs(t.Value) * 0.01
	}
	x := t.Value / u.Seconds
	significant := max(3-int(math.Floor(math.Log10(math.Abs(x)))), 0)
	return Fixed(x, Decimals(half/u.Seconds, min(significant, 4)))
}

// Duration writes a measured time with three significant digits, in the unit that suits it:
// "19.8 ms", "1.00 ms".
func Duration(seconds float64) string {
	if !Finite(seconds) {
		return None
	}
	if seconds == 0 {
		return "0 s"
	}
	x := math.Abs(seconds)
	u := UnitFor(x)
	// A number with more digits is written in full, not with an exponent.
	digits := min(max(2-int(math.Floor(math.Log10(x/u.Seconds))), 0), 2)
	return Fixed(seconds/u.Seconds, digits) + " " + u.Name
}

// Nanoseconds writes a time with at most three digits and no zeros at the end: "26.6 µs",
// "1 ms".
func Nanoseconds[T int64 | float64](ns T) string {
	return climbed(float64(ns), "ns", "µs", "ms", "s")
}

// Setting writes a time that somebody set, such as a pace, with all its digits: "250 µs",
// "1.5 ms", "90 s".
func Setting(d time.Duration) string {
	if d == 0 {
		return "0 s"
	}
	u := UnitFor(min(math.Abs(d.Seconds()), Second.Seconds)) // minutes may have no end of digits
	return strconv.FormatFloat(float64(d)/math.Round(u.Seconds*1e9), 'f', -1, 64) + " " + u.Name
}

// Estimated writes a rough estimate of a time, in one unit and rounded up: "1 s", "12 min",
// "3 h".
func Estimated(d time.Duration) string {
	switch whole := func(unit time.Duration) string { return Fixed(math.Ceil(float64(d)/float64(unit)), 0) }; {
	case d <= time.Second:
		return "1 s"
	case d < 90*time.Second:
		return whole(time.Second) + " s"
	case d < 90*time.Minute:
		return whole(time.Minute) + " min"
	default:
		return whole(time.Hour) + " h"
	}
}

// Elapsed writes how long something has been going on: "12.3 s", "3m20s".
func Elapsed(d time.Duration) string {
	if d < time.Minute {
		return Fixed(d.Seconds(), 1) + " s"
	}
	return d.Round(time.Second).String()
}
