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
	value, lo, hi := c.first(q, func(x float64) bool { return x <= target })
	return c.solution(value, math.IsInf(value, 1), lo, hi)
}

// most finds the last load before a falling quantity drops below the target.
func (c *Curve) most(q func(float64) Interval, target float64) Solution {
	value, lo, hi := c.first(q, func(x float64) bool { return x < target })
	return c.solution(value, value <= c.lowest(), lo, hi)
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

// first returns the lowest loads at which the value, the lower end and the upper end of a falling
// quantity are low, +Inf where they nowhere are. It tries loads in steps of 2 %, of 10 % where
// they are far beyond those measured, and the peak, and then bisects the step that it finds.
func (c *Curve) first(q func(float64) Interval, low func(float64) bool) (value, lo, hi float64) {
	ends := [...]func(Interval) float64{
		func(i Interval) float64 { return i.Value },
		func(i Interval) float64 { return i.Lo },
		func(i Interval) float64 { return i.Hi },
	}
	at := [len(ends)]float64{math.Inf(1), math.Inf(1), math.Inf(1)}
	left := len(ends)
	try := func(before, n float64) {
		for i, y := 0, q(n); i < len(ends); i++ {
			if math.IsInf(at[i], 1) && low(ends[i](y)) {
				at[i] = bisected(before, n, func(n float64) bool { return low(ends[i](q(n))) })
				left--
			}
		}
	}
	before, peak, far := c.lowest(), c.Peak().Value, 100*c.Loads[len(c.Loads)-1]
	for try(before, before); left > 0; {
		n := 1.02 * before
		if n > far {
			n = 1.1 * before
		}
		if before < peak && peak < n {
			n = peak
		}
		if n > farthest {
			break
		}
		try(before, n)
		before = n
	}
	return at[0], at[1], at[2]
}

// bisected returns the least float64 at which reached is true, from a number at which it is not,
// unless the two are one, and a number at which it is.
func bisected(lo, hi float64, reached func(float64) bool) float64 {
	for {
		middle := lo + (hi-lo)/2
		if middle <= lo || middle >= hi {
			return hi
		}
		if reached(middle) {
			hi = middle
		} else {
			lo = middle
		}
	}
}
