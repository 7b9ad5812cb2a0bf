package number

import (
	"math"
	"strconv"
	"strings"

	"serialfraction/fit"
)

// HalfWidth returns half the width of i, or 0 if an end is unbounded or the ends
// coincide.
func HalfWidth(i fit.Interval) float64 {
	if h := (i.Hi - i.Lo) / 2; Finite(h) && h > 0 {
		return h
	}
	return 0
}

// Decimals returns how many digits behind the point, at most most, show two
// significant digits of the half width of an interval; more would be noise.
func Decimals(half float64, most int) int {
	if half <= 0 {
		return most
	}
	return min(max(1-int(math.Floor(math.Log10(half))), 0), most)
}

// mostDecimals is how many digits behind the point of a number near 1 a float64 has.
const mostDecimals = 15

// decimalsApart returns digits, or as many more as it takes to show that i leaves out none: an
// interval that leaves out 1 is not written as "1.00–1.03".
func decimalsApart(i fit.Interval, none float64, digits int) int {
	near := i.Lo
	if i.Hi < none {
		near = i.Hi
	} else if !(i.Lo > none) {
		return digits
	}
	for digits < mostDecimals && Fixed(near, digits) == Fixed(none, digits) {
		digits++
	}
	return digits
}

// Level writes the nominal coverage of i: "95 %", or where it has none, because its ends are no estimates, "between".
func Level(i fit.Interval) string {
	if i.Level == 0 {
		return "between"
	}
	return strconv.FormatFloat(math.Round(1e4*i.Level)/100, 'g', -1, 64) + " %"
}

// PlusMinus writes the half width of i relative to its value: "±1.2 %"; None if i has no
// width, or its value is not above 0.
func PlusMinus(i fit.Interval) string {
	half := HalfWidth(i)
	if half == 0 || !(i.Value > 0) {
		return None
	}
	return "±" + Percent(half/i.Value)
}

// Ends writes the ends of an interval with two finite ends: "0.0118–0.0149", "-0.5 to 1.5". A
// lower end above 0 is never written as 0, because an interval that holds 0 is written as a
// bound: "0.002–0.58".
func Ends(i fit.Interval, digits int) string {
	dash := "–"
	if i.Lo < 0 {
		dash = " to "
	}
	lo := Fixed(i.Lo, digits)
	if i.Lo > 0 && strings.Trim(lo, "0.") == "" {
		lo = Significant(i.Lo, 1)
	}
	return lo + dash + Fixed(i.Hi, digits)
}

// nowhere is how many times the value an end of the interval of a ratio is, or how large that of a
// difference of serial fractions, from where on it excludes nothing. Intervals from two or three
// noisy numbers get there.
const nowhere = 100

// SpanApart is Span for a ratio (none = 1) or a difference of serial fractions (none = 0), with as
// many digits as it takes to show that it leaves none out. An end that excludes nothing is left out:
// none is within it, and it is far from the value.
func SpanApart(i fit.Interval, none float64, digits int) string {
	digits = decimalsApart(i, none, digits)
	least, most := -float64(nowhere), float64(nowhere)
	if none == 1 {
		least, most = i.Value/nowhere, i.Value*nowhere
	}
	if i.Lo <= least && !(i.Lo > none) {
		i.Lo = math.Inf(-1)
	}
	if i.Hi >= most && !(i.Hi < none) {
		i.Hi = math.Inf(1)
	}
	return Span(i, digits)
}

// Span writes the ends of an interval: "0.0118–0.0149", "-0.5 to 1.5", "≥ 0.012"; None if it
// has no finite end, or no width.
func Span(i fit.Interval, digits int) string {
	switch lo, hi := Finite(i.Lo), Finite(i.Hi); {
	case lo && hi && i.Lo < i.Hi:
		return Ends(i, digits)
	case lo && !hi:
		return "≥ " + Fixed(i.Lo, digits)
	case hi && !lo:
		return "≤ " + Fixed(i.Hi, digits)
	}
	return None
}

// Ceiling writes the greatest speed-up and its interval: "76x (67–85x)", "76x
// (≥ 45x)", "no upper bound (≥ 45x)". It writes at least 1, the speed-up of one worker,
// though the law gives less where S is above 1.
func Ceiling(i fit.Interval) string {
	if i.Value <= 0 { // of an S below 0
		i.Value = math.Inf(1)
	}
	least := func(x float64) float64 {
		if x > 0 {
			return max(1, x)
		}
		return x
	}
	i.Value, i.Lo, i.Hi = least(i.Value), least(i.Lo), least(i.Hi)
	return Speedup(i)
}

// Speedup writes a speed-up and its interval as Ceiling does, but one below 1 as it is: "0.107x
// (0.1–0.115x)".
func Speedup(i fit.Interval) string {
	at := "no upper bound"
	if Finite(i.Value) {
		at = Factor(i.Value)
	}
	switch lo, hi := Finite(i.Lo) && i.Lo > 0, Finite(i.Hi) && i.Hi > 0; {
	case lo && hi:
		return at + " (" + strings.TrimSuffix(Factor(i.Lo), "x") + "–" + Factor(i.Hi) + ")"
	case lo:
		return at + " (≥ " + FactorAtLeast(i.Lo) + ")"
	case hi:
		return at + " (≤ " + Factor(i.Hi) + ")"
	}
	return at
}

// SerialDigits returns how many digits behind the point the interval of a serial fraction
// supports, at least two: S lies between 0 and 1, however wide its interval is.
func SerialDigits(i fit.Interval) int {
	half := HalfWidth(i)
	if half == 0 {
		return 4
	}
	return max(2, Decimals(half, 7))
}

// Serial writes a serial fraction as the right-hand side of "S": "= 0.0132
// (0.0118–0.0149)", or "< 0.004" with the signed estimate where the interval holds 0. The
// printed interval ends at 0.
func Serial(i fit.Interval) string {
	if !Finite(i.Value) {
		return "unknown"
	}
	digits := SerialDigits(i)
	value := Fixed(i.Value, digits)
	lo, hi := Finite(i.Lo), Finite(i.Hi)
	switch {
	case hi && i.Hi <= 0:
		return "< 0 (estimate " + value + ")"
	case hi && i.Lo <= 0:
		return "< " + Upper(i.Hi) + " (estimate " + value + ")"
	case lo && hi:
		return "= " + value + " (" + Ends(i, digits) + ")"
	case lo && i.Lo > 0:
		return "= " + value + " (≥ " + Fixed(i.Lo, digits) + ")"
	}
	return "= " + value + " (no upper bound)"
}

// SerialShort is like [Serial] without the interval: "= 0.0132", "< 0.004".
func SerialShort(i fit.Interval) string {
	short, _, _ := strings.Cut(Serial(i), " (")
	return short
}

// SerialAt is like [Serial] with the level of the interval, for a sentence: "= 0.0132
// (95 % 0.0118–0.0149)", "< 0.004 (95 %)", "= -0.030 (95 % below 0)".
func SerialAt(i fit.Interval) string {
	digits := SerialDigits(i)
	switch lo, hi := Finite(i.Lo), Finite(i.Hi); {
	case Finite(i.Value) && hi && i.Hi <= 0:
		return "= " + Fixed(i.Value, digits) + " (" + Level(i) + " below 0)"
	case Finite(i.Value) && hi && i.Lo <= 0:
		return "< " + Upper(i.Hi) + " (" + Level(i) + ")"
	case Finite(i.Value) && lo && hi:
		return "= " + Fixed(i.Value, digits) + " (" + Level(i) + " " + Ends(i, digits) + ")"
	}
	return Serial(i)
}

// Unknown reports whether an interval of a serial fraction holds everything from 0 to 1, so
// that nothing is known of S.
func Unknown(i fit.Interval) bool {
	return !Finite(i.Value) || i.Lo <= 0 && i.Hi >= 1
}

// Vague reports whether an interval of a serial fraction is not worth showing while more
// runs are being made: an end is missing, the lower one is below -1/2, or the upper one above
// 1 while the lower one is below 1/2. S = 1 means that no number of workers gains anything,
// S = 1/2 that none gains more than twofold, and S = -1/2 that two workers are four times as
// fast as one. An interval that reaches beyond these comes from runs that are too few or too
// noisy. The final report shows the interval all the same.
func Vague(i fit.Interval) bool {
	return !Finite(i.Value) || !Finite(i.Hi) || !(i.Lo >= -0.5) || i.Hi > 1 && i.Lo < 0.5
}
