package report

import (
	"math"
	"time"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// A unit of time and its length in seconds.
type unit struct {
	name    string
	seconds float64
}

var units = []unit{{"h", 3600}, {"min", 60}, {"s", 1}, {"ms", 1e-3}, {"µs", 1e-6}, {"ns", 1e-9}}

// unitFor returns the unit in which a time of that many seconds is easily read.
func unitFor(seconds float64) unit {
	for _, u := range units {
		// Minutes and hours only where seconds have become long numbers.
		if seconds >= u.seconds*(1-1e-9) && (u.seconds <= 1 || seconds >= 5*u.seconds) {
			return u
		}
	}
	return units[len(units)-1]
}

// commonUnit returns one unit for a column of times: that of the geometric mean
// of the shortest and the longest.
func commonUnit(times []fit.Interval) unit {
	lo, hi := math.Inf(1), 0.0
	for _, t := range times {
		if number.Finite(t.Value) && t.Value > 0 {
			lo, hi = min(lo, t.Value), max(hi, t.Value)
		}
	}
	if hi == 0 {
		return unit{"s", 1}
	}
	return unitFor(math.Sqrt(lo) * math.Sqrt(hi))
}

// number writes t in units of u, with the digits that its interval deserves,
// but at most four significant ones.
func (u unit) number(t fit.Interval) string {
	half := number.HalfWidth(t)
	if half == 0 {
		half = math.Abs(t.Value) * 0.01
	}
	x := t.Value / u.seconds
	significant := max(3-int(math.Floor(math.Log10(math.Abs(x)))), 0)
	return number.Fixed(x, number.Decimals(half/u.seconds, min(significant, 4)))
}

// duration writes a time in its own unit: "19.8 ms".
func duration(seconds float64) string {
	if !number.Finite(seconds) {
		return number.None
	}
	if seconds == 0 {
		return "0 s"
	}
	x := math.Abs(seconds)
	u := unitFor(x)
	// Three significant digits, and no exponent where there are more.
	digits := min(max(2-int(math.Floor(math.Log10(x/u.seconds))), 0), 2)
	return number.Fixed(seconds/u.seconds, digits) + " " + u.name
}

// elapsed writes how long something has been going on: "12.3 s", "3m20s".
func elapsed(d time.Duration) string {
	if d < time.Minute {
		return number.Fixed(d.Seconds(), 1) + " s"
	}
	return d.Round(time.Second).String()
}
