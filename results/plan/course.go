package plan

import (
	"math"
	"slices"

	"serialfraction/fit"
)

// A course is the time of a job at every number of workers, in seconds, with an interval. It
// is made at some N, from which the others are found: between two of them time only falls or
// only rises.
type course struct {
	at    func(n float64) fit.Interval
	ns    []float64
	times []fit.Interval // parallel to ns
	grain grain
}

// A grain is how closely the N of a course are looked at.
type grain struct {
	most   float64 // N beyond which nothing changes; 0 = there is none
	step   float64 // from one N that it is made at to the next, where that is more than 1
	near   float64 // an N that is found may be too large by this share of it; 0 = it is exact
	stride float64 // more workers, as a share of N, whose mean is what one more adds at the knee; 0 = one
}

// smooth is the grain of a law that is a formula: every N at first, then one in fifty.
var smooth = grain{step: 1.02}

// newCourse makes a course of N = 1 to limit.
func newCourse(limit float64, g grain, at func(n float64) fit.Interval) *course {
	c := &course{at: at, grain: g}
	if g.most > 0 {
		limit = min(limit, g.most)
	}
	for n := 1.0; ; n = math.Ceil(max(n+1, n*g.step)) {
		n = min(n, limit)
		c.ns, c.times = append(c.ns, n), append(c.times, at(n))
		if n == limit {
			return c
		}
	}
}

// hull returns the course that holds all courses, which are made at the same N.
func hull(own []*course) *course {
	if len(own) == 1 {
		return own[0]
	}
	c := &course{ns: own[0].ns, grain: own[0].grain, times: slices.Clone(own[0].times), at: func(n float64) fit.Interval {
		t := own[0].at(n)
		for _, o := range own[1:] {
			t = t.Hull(o.at(n))
		}
		return t
	}}
	for _, o := range own[1:] {
		for i, t := range o.times {
			c.times[i] = c.times[i].Hull(t)
		}
	}
	return c
}

// An end selects one number of an interval.
type end func(fit.Interval) float64

func value(i fit.Interval) float64 { return i.Value }
func lower(i fit.Interval) float64 { return i.Lo }
func upper(i fit.Interval) float64 { return i.Hi }

// least returns the least time of an end, and its N.
func (c *course) least(of end) (n, seconds float64) {
	best := 0
	for i, t := range c.times {
		if of(t) < of(c.times[best]) {
			best = i
		}
	}
	lo, hi := c.ns[max(0, best-1)], c.ns[min(len(c.ns)-1, best+1)]
	for hi-lo > max(2, c.grain.near*lo) { // the time has one valley between these N
		third := math.Floor((hi - lo) / 3)
		a, b := lo+third, hi-third
		if of(c.at(a)) <= of(c.at(b)) {
			hi = b
		} else {
			lo = a
		}
	}
	n, seconds = c.ns[best], of(c.times[best])
	for at := lo; at <= hi; at += max(1, math.Floor((hi-lo)/2)) {
		if t := of(c.at(at)); t < seconds || t == seconds && at < n {
			n, seconds = at, t
		}
	}
	return n, seconds
}

// first returns the fewest workers at which an end is no longer than target, +Inf where there
// is none.
func (c *course) first(of end, target float64) float64 {
	within := func(t fit.Interval) bool { return of(t) <= target*(1+1e-12) }
	for i, t := range c.times {
		if !within(t) {
			continue
		}
		if i == 0 {
			return c.ns[0]
		}
		return c.firstWithin(c.ns[i-1], c.ns[i], within)
	}
	if n, t := c.least(of); t <= target*(1+1e-12) { // between two N of the course
		return n
	}
	return math.Inf(1)
}

// firstWithin returns the first N above lo, which is not within, up to hi, which is.
func (c *course) firstWithin(lo, hi float64, within func(fit.Interval) bool) float64 {
	for hi-lo > max(1, c.grain.near*lo) {
		middle := math.Floor((lo + hi) / 2)
		if within(c.at(middle)) {
			hi = middle
		} else {
			lo = middle
		}
	}
	return hi
}

// knee returns the fewest workers beside which one more makes the job faster by less than
// [KneeGain] of one worker, and so does one more beside all larger N: up to uneven the gain may
// rise again. It is +Inf where there are none within the limit.
func (c *course) knee(of end, uneven float64) float64 {
	one := of(c.at(1))
	flat := func(n float64) bool {
		more := max(1, math.Floor(n*c.grain.stride))
		return one/of(c.at(n+more))-one/of(c.at(n)) < KneeGain*more
	}
	last := 0.0
	for _, n := range c.ns {
		if !flat(n) {
			last = n
			continue
		}
		if n < uneven {
			continue
		}
		for n-last > max(1, c.grain.near*last) {
			if middle := math.Floor((last + n) / 2); flat(middle) {
				n = middle
			} else {
				last = middle
			}
		}
		return n
	}
	return math.Inf(1)
}

// KneeGain is the speed-up that one more worker adds at the knee: a quarter of what it adds to
// a job without a serial part. By Amdahl's law the knee lies near N = 1/S, half way to the
// ceiling.
const KneeGain = 0.25
