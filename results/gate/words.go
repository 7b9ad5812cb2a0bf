package gate

import (
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// Sentence returns an outcome on one line: "check S<0.05: passes (S = 0.012, 95 %
// 0.010–0.015)". If more repeats would settle the gate, it ends with their number; if that
// cannot be estimated yet, with the number that shows how much the runs scatter.
func Sentence(g analysis.Gate) string {
	s := g.Kind + " " + g.Condition
	if g.Sweep != "" {
		s += " of " + g.Sweep
	}
	s += ": " + string(g.Outcome)
	if g.Text != "" {
		s += " (" + g.Text + ")"
	}
	if g.If != "" {
		s += " if its rows " + g.If
	}
	if g.Why != "" {
		s += ": " + g.Why
	}
	switch {
	case g.FirstLook:
		s += ": make " + wording.Count(g.Repeats, "repeat") + " to see how much they scatter"
	case g.Repeats > 0:
		s += ": about " + wording.Count(g.Repeats, "repeat") + " would settle it"
	}
	return s
}

// writer returns a function that writes numbers with the unit and digits that suit i.
func (c Condition) writer(i fit.Interval) func(float64) string {
	if c.change {
		return signed(c.plain(i))
	}
	return c.plain(i)
}

func (c Condition) plain(i fit.Interval) func(float64) string {
	switch {
	case c.relative || c.quantity.name == "efficiency":
		digits := number.Decimals(100*number.HalfWidth(i), 2)
		return func(x float64) string { return number.Fixed(100*x, digits) + " %" }
	case c.quantity.unit == seconds:
		return times(i)
	case c.quantity.unit == factor:
		digits := decimals(i, 1)
		return func(x float64) string {
			if math.IsInf(x, 1) {
				return "no upper bound"
			}
			return number.Fixed(x, digits) + "x"
		}
	}
	digits := number.SerialDigits(i)
	return func(x float64) string { return number.Fixed(x, digits) }
}

// times returns a function that writes seconds in µs, ms or s, whichever suits i.
func times(i fit.Interval) func(float64) string {
	u := number.Second
	if x := math.Abs(i.Value); x < 1 {
		u = number.UnitFor(max(x, 1e-6))
	}
	per := 1 / u.Seconds
	digits := decimals(i, per)
	return func(x float64) string { return number.Fixed(per*x, digits) + " " + u.Name }
}

// decimals returns the number of decimals for numbers like those of i, times per: as many
// as the width of the interval justifies, and at most four significant digits.
func decimals(i fit.Interval, per float64) int {
	most := 3
	if x := per * math.Abs(i.Value); number.Finite(x) && x >= 1 {
		most = max(0, 3-int(math.Log10(x)))
	}
	return number.Decimals(per*number.HalfWidth(i), most)
}

// signed returns w with a + before numbers that are written above 0.
func signed(w func(float64) string) func(float64) string {
	return func(x float64) string {
		if text := w(x); x > 0 && strings.Trim(text, "0. %xsmµ") != "" {
			return "+" + text
		}
		return w(x)
	}
}

// ends returns the text of an interval: "0.010–0.015", "-0.01 to 0.02", "0.010 or more".
func ends(i fit.Interval, w func(float64) string) string {
	lo, hi := number.Finite(i.Lo), number.Finite(i.Hi)
	switch {
	case !lo && !hi:
		return "no interval"
	case !hi:
		return w(i.Lo) + " or more"
	case !lo:
		return w(i.Hi) + " or less"
	}
	dash := "–"
	if i.Lo < 0 || strings.HasPrefix(w(i.Hi), "+") {
		dash = " to "
	}
	low, high := w(i.Lo), w(i.Hi)
	if _, unit, ok := strings.Cut(high, " "); ok {
		low = strings.TrimSuffix(low, " "+unit)
	} else if strings.HasSuffix(high, "x") {
		low = strings.TrimSuffix(low, "x")
	}
	return low + dash + high
}
