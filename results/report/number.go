package report

import (
	"math"
	"strconv"
	"strings"

	"serialfraction/fit"
)

// none stands where there is no number.
const none = "–"

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// halfWidth returns half the width of i, or 0 if an end is unbounded or the
// ends coincide.
func halfWidth(i fit.Interval) float64 {
	if h := (i.Hi - i.Lo) / 2; isFinite(h) && h > 0 {
		return h
	}
	return 0
}

// decimals returns how many digits behind the point show two significant digits
// of the half width of an interval; more would be noise.
func decimals(half float64, most int) int {
	if half <= 0 {
		return most
	}
	return min(max(1-int(math.Floor(math.Log10(half))), 0), most)
}

// fixed writes x with that many digits behind the point, and never as -0.
func fixed(x float64, digits int) string {
	if !isFinite(x) {
		return none
	}
	s := strconv.FormatFloat(x, 'f', digits, 64)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// percent writes a share as "12 %" or, where it is small, "1.2 %".
func percent(x float64) string {
	if !isFinite(x) {
		return none
	}
	if math.Abs(x) < 0.0995 {
		return fixed(100*x, 1) + " %"
	}
	return fixed(100*x, 0) + " %"
}

// levelOf writes the nominal coverage of i: "95 %".
func levelOf(i fit.Interval) string {
	return strconv.FormatFloat(math.Round(1e4*i.Level)/100, 'g', -1, 64) + " %"
}

// plusMinus writes the half width of i relative to its value: "±1.2 %".
func plusMinus(i fit.Interval) string {
	half := halfWidth(i)
	if half == 0 || !(i.Value > 0) {
		return none
	}
	return "±" + percent(half/i.Value)
}

// grouped writes n with a comma between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// factor writes a speed-up: "3.1x", "76x".
func factor(x float64) string {
	switch {
	case math.Abs(x) < 9.95:
		return fixed(x, 1) + "x"
	case math.Abs(x) < 1e6:
		return fixed(x, 0) + "x"
	}
	return strconv.FormatFloat(x, 'g', 3, 64) + "x"
}

// ceiling writes the greatest speed-up and its interval: "76x (67–85x)", "76x
// (≥ 45x)", "no upper bound (≥ 45x)".
func ceiling(i fit.Interval) string {
	at := "no upper bound"
	if isFinite(i.Value) && i.Value > 0 {
		at = factor(i.Value)
	}
	switch lo, hi := isFinite(i.Lo) && i.Lo > 0, isFinite(i.Hi) && i.Hi > 0; {
	case lo && hi:
		return at + " (" + strings.TrimSuffix(factor(i.Lo), "x") + "–" + factor(i.Hi) + ")"
	case lo:
		return at + " (≥ " + factor(i.Lo) + ")"
	case hi:
		return at + " (≤ " + factor(i.Hi) + ")"
	}
	return at
}

// serialDigits returns the digits behind the point that a serial fraction with
// this interval deserves.
func serialDigits(i fit.Interval) int {
	half := halfWidth(i)
	if half == 0 {
		return 4
	}
	return decimals(half, 7)
}

// serial writes a serial fraction as the right-hand side of "S": "= 0.0132
// (0.0118–0.0149)", or "< 0.004" with the signed estimate where the interval
// holds 0. What is printed of an interval ends at 0.
func serial(i fit.Interval) string {
	if !isFinite(i.Value) {
		return "unknown"
	}
	digits := serialDigits(i)
	value := fixed(i.Value, digits)
	lo, hi := isFinite(i.Lo), isFinite(i.Hi)
	switch {
	case hi && i.Hi <= 0:
		return "< 0 (estimate " + value + ": faster than linear)"
	case hi && i.Lo <= 0:
		return "< " + upper(i.Hi) + " (estimate " + value + ")"
	case lo && hi:
		return "= " + value + " (" + fixed(i.Lo, digits) + "–" + fixed(i.Hi, digits) + ")"
	case lo && i.Lo > 0:
		return "= " + value + " (≥ " + fixed(i.Lo, digits) + ")"
	}
	return "= " + value + " (no upper bound)"
}

// upper writes a positive bound with two significant digits, rounded away from
// zero so that the bound still holds.
func upper(x float64) string {
	digits := max(1-int(math.Floor(math.Log10(x))), 0)
	scale := math.Pow(10, float64(digits))
	// A hair is taken off so that 0.004 does not become 0.0041.
	s := fixed(math.Ceil(x*scale*(1-1e-9))/scale, digits)
	if digits > 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
