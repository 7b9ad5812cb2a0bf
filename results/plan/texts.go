package plan

import (
	"fmt"
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// Time writes a time as people type it: "30 s", "8 h", "1.5 min".
func Time(seconds float64) string {
	for _, u := range []struct {
		name string
		size float64
	}{{"h", 3600}, {"min", 60}, {"s", 1}} {
		if x := seconds / u.size; x >= 1 && x < 1000 && math.Abs(x*10-math.Round(x*10)) < 1e-9 {
			return trimmed(x, 1) + " " + u.name
		}
	}
	return number.Duration(seconds)
}

// negligible is the part of a time below which it is as good as none: what ever more workers
// leave of a job whose S may be 0.
const negligible = 1e-4

// TimeSpan writes a time with its interval in one unit: "337 s (294–377 s)", or where it may be
// next to nothing its upper end, "at most 377 s".
func TimeSpan(i fit.Interval) string {
	u := number.UnitFor(i.Value)
	in := func(x float64) string { return number.Significant(x/u.Seconds, 3) }
	value := number.Duration(i.Value)
	switch {
	case in(i.Lo) == in(i.Hi):
		return value
	case finite(i.Hi) && i.Value <= negligible*i.Hi:
		return "at most " + number.Duration(i.Hi)
	case finite(i.Hi) && nextToNothing(i):
		return fmt.Sprintf("%s (at most %s)", value, number.Duration(i.Hi))
	case !finite(i.Hi):
		return fmt.Sprintf("%s (≥ %s %s)", value, in(i.Lo), u.Name)
	}
	return fmt.Sprintf("%s (%s–%s %s)", value, in(i.Lo), in(i.Hi), u.Name)
}

// Shortest writes the shortest time of a job: "near 0" where ever more workers leave next to
// nothing of the time on one.
func Shortest(best, one fit.Interval) string {
	if best.Value < negligible*negligible*one.Value {
		return "near 0"
	}
	return number.Duration(best.Value)
}

// workersNeeded writes the fewest workers with their interval: "118 workers (110–131)".
func workersNeeded(i fit.Interval) string {
	count := number.Workers(i.Value) + " " + wording.Plural(i.Value, "worker")
	switch {
	case i.Lo == i.Hi:
		return count
	case !finite(i.Hi):
		return fmt.Sprintf("%s (≥ %s)", count, number.Workers(i.Lo))
	}
	return fmt.Sprintf("%s (%s–%s)", count, number.Workers(i.Lo), number.Workers(i.Hi))
}

func hours(i fit.Interval) string { return Amount(i.Value) + ends(i) }

// Amount writes worker-hours or a price.
func Amount(x float64) string {
	if x >= 1000 {
		return number.Workers(x)
	}
	return number.Significant(x, 3)
}

func (p *Plan) priced(i *fit.Interval) string {
	if i == nil {
		return ""
	}
	return ", at a price of " + Amount(i.Value) + ends(*i)
}

func ends(i fit.Interval) string {
	lo, hi := Amount(i.Lo), Amount(i.Hi)
	if lo == hi {
		return ""
	}
	return " (" + lo + "–" + hi + ")"
}

// nextToNothing reports whether the lower end of an interval is as good as 0.
func nextToNothing(i fit.Interval) bool { return i.Lo < 0.01*i.Hi }

// serial writes S with its interval in a sentence, or alone where it is assumed.
func serial(i fit.Interval) string {
	if i.Hi > 0 && i.Lo < i.Hi && nextToNothing(i) {
		return "below " + number.Upper(i.Hi)
	}
	return Serial(i)
}

// Serial writes S with its interval, or alone where it is assumed.
func Serial(i fit.Interval) string {
	if i.Lo == i.Hi {
		return trimmed(i.Value, 6)
	}
	if nextToNothing(i) {
		i.Lo = min(0, i.Lo)
	}
	return strings.TrimPrefix(number.Serial(i), "= ")
}

// Remaining writes the S that remains without a cause, at least 0.
func Remaining(i fit.Interval) string {
	if i.Value <= 0 || i.Lo == i.Hi {
		return trimmed(max(0, i.Value), 4)
	}
	return number.Fixed(i.Value, number.SerialDigits(i))
}

// atMost writes a bound of S with three digits, rounded down so that it still holds.
func atMost(s float64) string {
	if s <= 0 {
		return "0"
	}
	digits := 2 - int(math.Floor(math.Log10(s)))
	scale := math.Pow(10, float64(digits))
	return trimmed(math.Floor(s*scale*(1+1e-9))/scale, max(0, digits))
}

// trimmed writes x with at most so many digits behind the point.
func trimmed(x float64, digits int) string {
	text := number.Fixed(x, digits)
	if strings.ContainsRune(text, '.') {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}
