package number

import (
	"math"
	"strconv"
	"strings"

	"serialfraction/harness/wording"
)

// None is written where there is no number.
const None = "–"

// Finite reports whether x is neither NaN nor infinite.
func Finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Fixed writes x with the given number of digits behind the point, never as -0, and from 1e15
// on with three digits and an exponent; None if x is not finite.
func Fixed(x float64, digits int) string {
	if !Finite(x) {
		return None
	}
	if math.Abs(x) >= 1e15 { // a float64 has no more digits
		return strconv.FormatFloat(x, 'g', 3, 64)
	}
	s := strconv.FormatFloat(x, 'f', digits, 64)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// Significant writes x with the given number of significant digits and no exponent.
func Significant(x float64, digits int) string {
	if x == 0 || !Finite(x) {
		return Fixed(x, 0)
	}
	return Fixed(x, max(digits-1-int(math.Floor(math.Log10(math.Abs(x)))), 0))
}

// Percent writes a share as "12 %" or, where it is small, "1.2 %".
func Percent(x float64) string {
	if !Finite(x) {
		return None
	}
	if math.Abs(x) < 0.0995 {
		return Fixed(100*x, 1) + " %"
	}
	return Fixed(100*x, 0) + " %"
}

// Factor writes a speed-up: "0.857x", "3.12x", "76x".
func Factor(x float64) string {
	switch {
	case !Finite(x):
		return None
	case math.Abs(x) >= 1e6 || x != 0 && math.Abs(x) < 0.9995:
		return strconv.FormatFloat(x, 'g', 3, 64) + "x"
	case math.Abs(x) < 9.995:
		return Fixed(x, 2) + "x"
	}
	return Fixed(x, 0) + "x"
}

// FactorAtLeast writes a lower bound of a speed-up with the digits of [Factor], rounded down
// so that the bound still holds.
func FactorAtLeast(x float64) string {
	scale := 1.0
	switch {
	case !Finite(x) || x >= 1e6 || x < 1:
		return Factor(x)
	case x < 10:
		scale = 100
	}
	return Factor(math.Floor(x*scale*(1+1e-9)) / scale)
}

// Upper writes a positive bound with two significant digits, rounded away from
// zero so that the bound still holds.
func Upper(x float64) string {
	if !Finite(x) || x <= 0 {
		return Fixed(x, 4)
	}
	digits := max(1-int(math.Floor(math.Log10(x))), 0)
	scale := math.Pow(10, float64(digits))
	// Without the factor rounding errors would make 0.004 into 0.0041.
	s := Fixed(math.Ceil(x*scale*(1-1e-9))/scale, digits)
	if digits > 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// Workers writes an N that need not be whole: "12", "3.50", "1,200", "1e+09".
func Workers(n float64) string {
	switch {
	case !Finite(n):
		return None
	case n >= 1e7:
		return strconv.FormatFloat(n, 'g', 3, 64)
	case n >= 100 || n == math.Trunc(n):
		return wording.Grouped(int(math.Round(n)))
	}
	return Significant(n, 3)
}

// List writes numbers of workers: "1, 2, 4".
func List(ns []int) string {
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ", ")
}
