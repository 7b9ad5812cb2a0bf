package fit

import "math"

// profileInterval returns the values of a parameter at which ss, the sum of squares
// minimised over all others, stays at or below limit: a profile likelihood interval
// when limit is its minimum plus t²·s². ss is infinite where the parameter is
// impossible. step is the expected half-width. An end that is not found within a
// million steps is unbounded.
func profileInterval(centre, step, limit float64, ss func(float64) float64) (lo, hi float64) {
	return profileEnd(centre, -step, limit, ss), profileEnd(centre, step, limit, ss)
}

func profileEnd(centre, step, limit float64, ss func(float64) float64) float64 {
	const farthest = 1e6
	inside, outside := 0.0, 1.0 // in steps from the centre
	for ss(centre+outside*step) <= limit {
		if inside, outside = outside, 2*outside; outside > farthest {
			return math.Inf(int(math.Copysign(1, step)))
		}
	}
	for outside-inside > 1e-12*outside {
		middle := (inside + outside) / 2
		if middle <= inside || middle >= outside {
			break
		}
		if ss(centre+middle*step) <= limit {
			inside = middle
		} else {
			outside = middle
		}
	}
	return centre + inside*step
}
