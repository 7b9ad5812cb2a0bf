package fit

import "math"

// A Solution is the number of workers at which a curve meets a target.
type Solution struct {
	// Load is not rounded. Its interval contains every N at which the band of the curve
	// contains the target. A value of +Inf is any N, however large, where Reachable is true,
	// and no N where it is false.
	Load      Interval
	Reachable bool     // the curve itself meets the target; if not, its band still may
	Warning   *Warning // nil where the load is near those measured
}

// SolveSeconds returns the fewest workers that finish within a time above 0.
func (c *Curve) SolveSeconds(seconds float64) Solution {
	return c.solve(c.Seconds, seconds)
}

// SolveThroughput returns the fewest workers, or the lowest concurrency, that reach rate
// units of work per second, above 0.
func (c *Curve) SolveThroughput(rate float64) Solution { return c.solve(c.UnitSeconds, 1/rate) }

// SolveSpeedup returns the fewest workers that are the given times faster than one.
func (c *Curve) SolveSpeedup(times float64) Solution {
	return c.solve(func(n float64) Interval { return c.Speedup(n).Reciprocal() }, 1/times)
}

// SolveEfficiency returns the most workers with an efficiency of at least share, below 1;
// 0.5 is usual.
func (c *Curve) SolveEfficiency(share float64) Solution {
	return c.most(c.Efficiency, share)
}

// SolveLatency returns the highest concurrency at which a request waits no longer than a
// time above 0. [Curve.Throughput] returns the throughput there.
func (c *Curve) SolveLatency(seconds float64) Solution {
	return c.most(func(n float64) Interval { return c.Latency(n).Reciprocal() }, 1/seconds)
}

// solve finds the first load at which a falling quantity reaches the target.
func (c *Curve) solve(q func(float64) Interval, target float64) Solution {
	value := c.first(func(n float64) bool { return q(n).Value <= target })
	return c.solution(value, math.IsInf(value, 1),
		c.first(func(n float64) bool { return q(n).Lo <= target }),
		c.first(func(n float64) bool { return q(n).Hi <= target }))
}

// most finds the last load before a falling quantity drops below the target.
func (c *Curve) most(q func(float64) Interval, target float64) Solution {
	value := c.first(func(n float64) bool { return q(n).Value < target })
	return c.solution(value, value <= c.lowest(),
		c.first(func(n float64) bool { return q(n).Lo < target }),
		c.first(func(n float64) bool { return q(n).Hi < target }))
}

func (c *Curve) solution(value float64, unreachable bool, lo, hi float64) Solution {
	s := Solution{Load: Interval{value, min(lo, value), max(hi, value), c.level}, Reachable: !unreachable}
	if !math.IsInf(value, 1) {
		s.Warning = c.beyond(value)
	}
	return s
}

// lowest returns the start of a search: one worker, or the lowest concurrency measured.
func (c *Curve) lowest() float64 { return min(1, c.Loads[0]) }

// first returns the lowest load at which reached is true, +Inf where there is none. It
// tries loads in steps of 2 %, and the peak, and then bisects the step that it finds.
func (c *Curve) first(reached func(float64) bool) float64 {
	lo := c.lowest()
	if reached(lo) {
		return lo
	}
	peak := c.Peak().Value
	for hi := lo * 1.02; ; hi *= 1.02 {
		if lo < peak && peak < hi && reached(peak) {
			hi = peak
		}
		if hi > farthest {
			return math.Inf(1)
		}
		if !reached(hi) {
			lo = hi
			continue
		}
		for range 100 {
			middle := lo + (hi-lo)/2
			if middle <= lo || middle >= hi {
				break
			}
			if reached(middle) {
				hi = middle
			} else {
				lo = middle
			}
		}
		return hi
	}
}
