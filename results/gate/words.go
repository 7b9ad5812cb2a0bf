package gate

import (
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// Sentence is an outcome on one line: "check S<0.05: passes (S = 0.012, 95 %
// 0.010–0.015)". Where more repeats would tell, it ends with how many,
// or with how many show what that depends on.
func Sentence(g analysis.Gate) string {
	said := g.Kind + " " + g.Condition
	if g.Sweep != "" {
		said += " of " + g.Sweep
	}
	said += ": " + string(g.Outcome)
	if g.Text != "" {
		said += " (" + g.Text + ")"
	}
	if g.Why != "" {
		said += ": " + g.Why
	}
	switch {
	case g.FirstLook:
		said += ": make " + number.Grouped(g.Repeats) + " repeats to see how much they scatter"
	case g.Repeats > 0:
		said += ": about " + number.Grouped(g.Repeats) + " repeats would tell"
	}
	return said
}

// write writes an interval of the quantity, or of its change.
func (c Condition) write(i fit.Interval) string {
	w := c.writer(i)
	verb := " = "
	if c.change {
		verb = " changed by "
	}
	return c.name() + verb + w(i.Value) + ", " + number.Level(i) + " " + ends(i, w)
}

// writer returns how numbers like those of i are written.
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

// times writes times in the unit of what i is of, of µs, ms and s.
func times(i fit.Interval) func(float64) string {
	u := number.Second
	if x := math.Abs(i.Value); x < 1 {
		u = number.UnitFor(max(x, 1e-6))
	}
	per := 1 / u.Seconds
	digits := decimals(i, per)
	return func(x float64) string { return number.Fixed(per*x, digits) + " " + u.Name }
}

// decimals is how many digits behind the point numbers like those of i, times per,
// are written with: what the interval deserves, and at most four significant ones.
func decimals(i fit.Interval, per float64) int {
	most := 3
	if x := per * math.Abs(i.Value); number.Finite(x) && x >= 1 {
		most = max(0, 3-int(math.Log10(x)))
	}
	return number.Decimals(per*number.HalfWidth(i), most)
}

// signed writes a + before what is above 0.
func signed(w func(float64) string) func(float64) string {
	return func(x float64) string {
		if text := w(x); x > 0 && strings.Trim(text, "0. %xsmµ") != "" {
			return "+" + text
		}
		return w(x)
	}
}

// ends writes an interval: "0.010–0.015", "-0.01 to 0.02", "0.010 or more".
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
