package fit

import "math"

// profileInterval returns where ss, the sum of squares minimised over all other
// parameters, has risen from least at the centre to limit: a profile likelihood
// interval when limit is least plus t²·s². ss is infinite where the parameter is
// impossible. step is the expected half-width. An end that is not found within a
// million steps is unbounded.
func profileInterval(centre, step, least, limit float64, ss func(float64) float64) (lo, hi float64) {
	return profileEnd(centre, -step, least, limit, ss), profileEnd(centre, step, least, limit, ss)
}

func profileEnd(centre, step, least, limit float64, ss func(float64) float64) float64 {
	const farthest = 1e6
	// The square root of the rise is nearly linear in the parameter: −1 at the centre, 0
	// at the end that is searched for.
	rise := func(steps float64) float64 {
		return math.Sqrt(max(0, ss(centre+steps*step)-least)/(limit-least)) - 1
	}
	inside, outside := 0.0, 1.0 // in steps from the centre
	low, high := -1.0, rise(outside)
	const inner, outer = -1, 1
	moved := 0
	for high <= 0 {
		if inside, outside, low = outside, 2*outside, high; outside > farthest {
			return math.Inf(int(math.Copysign(1, step)))
		}
		high = rise(outside)
	}
	for range 200 { // regula falsi, an end retained twice halved (Dowell & Jarratt 1971)
		middle := inside + (outside-inside)*low/(low-high)
		if math.IsInf(high, 1) {
			middle = (inside + outside) / 2
		}
		if outside-inside <= 1e-12*outside || middle <= inside || middle >= outside {
			break
		}
		at := rise(middle)
		switch {
		case math.Abs(at) < 1e-12:
			return centre + middle*step
		case at < 0:
			if moved == inner {
				high /= 2
			}
			inside, low, moved = middle, at, inner
		default:
			if moved == outer {
				low /= 2
			}
			outside, high, moved = middle, at, outer
		}
	}
	return centre + inside*step
}
