package chart

import (
	"math"
	"slices"
	"strconv"

	"serialfraction/results/number"
)

// An Axis goes from Lo to Hi, in equal steps or, if Log, in equal factors; then Lo is above 0.
type Axis struct {
	Name   string
	Log    bool
	Lo, Hi float64 // Lo < Hi
	Ticks  []Tick  // ascending, from Lo to Hi
}

// A Tick is a number on an axis; a Text of "" is a tick without its number, where there is no room for all.
type Tick struct {
	At   float64
	Text string
}

// inside returns what is nearest to v of what an end of an interval may be drawn at: a little beyond the axis where
// it lies outside or has no end.
func (a Axis) inside(v float64) float64 {
	lo, hi := a.Lo-(a.Hi-a.Lo), a.Hi+(a.Hi-a.Lo)
	if a.Log {
		lo, hi = a.Lo*a.Lo/a.Hi, a.Hi*a.Hi/a.Lo
	}
	if math.IsNaN(v) {
		return lo
	}
	return max(lo, min(hi, v))
}

// has reports whether an axis has a place for v, be it outside of its ends.
func (a Axis) has(v float64) bool { return number.Finite(v) && (!a.Log || v > 0) }

// mostNamed is how many ticks of an axis have their number.
const mostNamed = 9

// doubling returns an axis whose steps double, from the power of 2 that is not above lo to that which is not
// below hi, two steps at least.
func doubling(name string, lo, hi float64) Axis {
	first, last := math.Floor(math.Log2(lo)+1e-9), math.Ceil(math.Log2(hi)-1e-9)
	last = max(last, first+1)
	a := Axis{Name: name, Log: true, Lo: math.Exp2(first), Hi: math.Exp2(last)}
	every := 1 + int(last-first)/mostNamed
	for i := 0; first+float64(i) <= last; i++ {
		at := math.Exp2(first + float64(i))
		text := ""
		if i%every == 0 {
			text = short(at)
		}
		a.Ticks = append(a.Ticks, Tick{at, text})
	}
	return a
}

// short writes a power of 2: the large ones as 64k and 1M, which have 1024 of the unit before.
func short(x float64) string {
	switch {
	case x >= 1<<30:
		return number.Workers(x)
	case x >= 1<<20:
		return number.Fixed(x/(1<<20), 0) + "M"
	case x >= 1<<14:
		return number.Fixed(x/(1<<10), 0) + "k"
	case x >= 1:
		return number.Fixed(x, 0)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

// counted writes a power of ten, or 2 or 5 times one: the large ones as 20k and 1M.
func counted(x float64) string {
	switch {
	case x >= 1e9:
		return strconv.FormatFloat(x, 'g', 1, 64)
	case x >= 1e6:
		return number.Fixed(x/1e6, 0) + "M"
	case x >= 1e4:
		return number.Fixed(x/1e3, 0) + "k"
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

// decades returns an axis of powers of ten, in which each has a tick, and so have 2 and 5 times it where there is
// room.
func decades(name string, lo, hi float64, text func(float64) string) Axis {
	a := Axis{Name: name, Log: true, Lo: roundBelow(lo), Hi: roundAbove(hi)}
	if a.Lo >= a.Hi {
		a.Hi = 10 * a.Lo
	}
	named := []float64{1, 2, 5}
	if math.Log10(a.Hi/a.Lo) > mostNamed/3 {
		named = []float64{1}
	}
	every := 1.0 + math.Floor(math.Log10(a.Hi/a.Lo)/mostNamed)
	for e := math.Floor(math.Log10(a.Lo) + 1e-9); e <= math.Log10(a.Hi)+1e-9; e++ {
		for _, by := range named {
			at := by * math.Pow(10, e)
			if at < a.Lo*(1-1e-9) || at > a.Hi*(1+1e-9) {
				continue
			}
			t := Tick{at, ""}
			if math.Mod(math.Abs(e), every) == 0 {
				t.Text = text(at)
			}
			a.Ticks = append(a.Ticks, t)
		}
	}
	return a
}

// roundBelow returns 1, 2 or 5 times a power of ten that is not above x, and roundAbove one that is not below.
func roundBelow(x float64) float64 {
	ten := math.Pow(10, math.Floor(math.Log10(x)+1e-9))
	for _, by := range []float64{5, 2} {
		if by*ten <= x*(1+1e-9) {
			return by * ten
		}
	}
	return ten
}

func roundAbove(x float64) float64 {
	ten := math.Pow(10, math.Floor(math.Log10(x)+1e-9))
	for _, by := range []float64{1, 2, 5} {
		if by*ten >= x*(1-1e-9) {
			return by * ten
		}
	}
	return 10 * ten
}

// even returns an axis of equal steps, whose ends are ticks, with three to six of them.
func even(name string, lo, hi float64) Axis {
	if !(hi > lo) {
		hi = lo + 1
	}
	step := roundAbove((hi - lo) / 5)
	digits := max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
	a := Axis{Name: name, Lo: step * math.Floor(lo/step+1e-9), Hi: step * math.Ceil(hi/step-1e-9)}
	for i := 0; a.Lo+float64(i)*step <= a.Hi+step/2; i++ {
		at := a.Lo + float64(i)*step
		a.Ticks = append(a.Ticks, Tick{at, number.Fixed(at, digits)})
	}
	return a
}

// upTo returns an axis that ends at hi, which lies on it.
func (a Axis) upTo(hi float64) Axis {
	if hi > a.Lo {
		a.Hi = hi
		a.Ticks = slices.DeleteFunc(a.Ticks, func(t Tick) bool { return t.At > hi*(1+1e-9) })
	}
	return a
}

// whole returns an axis whose ticks are whole numbers, for what is counted.
func (a Axis) whole() Axis {
	a.Ticks = slices.DeleteFunc(a.Ticks, func(t Tick) bool { return t.At != math.Trunc(t.At) })
	for i := range a.Ticks {
		a.Ticks[i].Text = number.Fixed(a.Ticks[i].At, 0)
	}
	return a
}
