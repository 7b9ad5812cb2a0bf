package webpage

import (
	"math"

	"serialfraction/results/number"
)

// A scale maps numbers to places: of equal steps, or, if log, of equal factors.
type scale struct {
	lo, hi   float64 // numbers
	from, to float64 // their places
	log      bool
}

func (s scale) at(x float64) float64 {
	lo, hi := s.lo, s.hi
	if s.log {
		lo, hi, x = math.Log2(lo), math.Log2(hi), math.Log2(max(x, 1e-300))
	}
	if hi == lo {
		return (s.from + s.to) / 2
	}
	p := s.from + (x-lo)/(hi-lo)*(s.to-s.from)
	const far = 1e5 // what is so far out of a drawing is cut off anyway
	return max(-far, min(far, p))
}

// A tick is a number on an axis.
type tick struct {
	x    float64
	text string
}

// doublings are the powers of 2 from lo to hi, each named by name.
func doublings(lo, hi float64, name func(float64) string) []tick {
	var all []tick
	for k := math.Ceil(math.Log2(lo) - 1e-9); k <= math.Log2(hi)+1e-9; k++ {
		x := math.Exp2(k)
		all = append(all, tick{x, name(x)})
	}
	return all
}

// evenly are multiples of 1, 2 or 5 times a power of ten, about most of them, from lo to hi.
func evenly(lo, hi float64, most int, name func(x, step float64) string) []tick {
	step := niceStep((hi - lo) / float64(most))
	var all []tick
	for k := math.Ceil(lo/step - 1e-9); k*step <= hi+step*1e-9; k++ {
		all = append(all, tick{k * step, name(k*step, step)})
	}
	return all
}

// niceStep is the least of 1, 2 and 5 times a power of ten that is not below x.
func niceStep(x float64) float64 {
	if !(x > 0) {
		return 1
	}
	ten := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if m*ten >= x*(1-1e-9) {
			return m * ten
		}
	}
	return 10 * ten
}

// decades are 1, 2 and 5 times the powers of ten from lo to hi.
func decades(lo, hi float64, name func(float64) string) []tick {
	var all []tick
	for k := math.Floor(math.Log10(lo)); k <= math.Log10(hi); k++ {
		for _, m := range []float64{1, 2, 5} {
			if x := m * math.Pow(10, k); x >= lo*(1-1e-9) && x <= hi*(1+1e-9) {
				all = append(all, tick{x, name(x)})
			}
		}
	}
	return all
}

// plain writes a number on an axis of a step with as few digits as tell the ticks apart.
func plain(x, step float64) string {
	return typeset(number.Fixed(x, max(0, int(math.Ceil(-math.Log10(step)-1e-9)))))
}
