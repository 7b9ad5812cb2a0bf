package probe

import (
	"math"
	"slices"
	"time"
)

// Spread summarises repeated times.
type Spread struct {
	Times       int
	Median, P99 time.Duration // nearest rank; with fewer than 100 times P99 is the longest
}

// SpreadOf returns the spread of the times, which it sorts in place.
func SpreadOf(times []time.Duration) Spread {
	if len(times) == 0 {
		return Spread{}
	}
	slices.Sort(times)
	rank := func(share float64) time.Duration {
		return times[max(int(math.Ceil(share*float64(len(times))))-1, 0)]
	}
	return Spread{Times: len(times), Median: rank(0.5), P99: rank(0.99)}
}

// Overshoot sleeps for d the given number of times and returns how much longer that took.
func Overshoot(now Clock, sleep func(time.Duration), d time.Duration, times int) Spread {
	over := make([]time.Duration, times)
	for i := range over {
		start := now()
		sleep(d)
		over[i] = now() - start - d
	}
	return SpreadOf(over)
}

// A Middle is a median with an interval between two of the values that holds the true median
// in some 95 % of cases, whatever the distribution of the values (order statistics; J. D.
// Gibbons, S. Chakraborti, Nonparametric Statistical Inference, 5th ed. 2010, 5.2). With fewer
// than 6 values the interval spans all of them and holds the median less often.
type Middle struct{ Value, Lo, Hi float64 }

// MiddleLevel is the level of the interval of a Middle.
const MiddleLevel = 0.95

// MiddleOf returns the Middle of the values, which it sorts in place; NaN where there are none.
func MiddleOf(values []float64) Middle {
	n := len(values)
	if n == 0 {
		return Middle{math.NaN(), math.NaN(), math.NaN()}
	}
	slices.Sort(values)
	out := max(int(math.Floor((float64(n)-1.96*math.Sqrt(float64(n)))/2))-1, 0) // values on each side that are left out
	return Middle{(values[(n-1)/2] + values[n/2]) / 2, values[out], values[n-1-out]}
}
