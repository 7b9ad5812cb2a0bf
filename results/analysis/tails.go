package analysis

import (
	"math"

	"serialfraction/fit"
)

// tails are of all runs and, for their error, of each group of runs.
type tails struct {
	all    map[int]float64 // seconds by N
	groups []map[int]float64
}

// scatter returns the standard deviation of the seconds at n workers.
func scatter(each []map[int]float64, n int) float64 {
	mean, sum := meanByN(each)[n], 0.0
	for _, by := range each {
		sum += (by[n] - mean) * (by[n] - mean)
	}
	return math.Sqrt(sum / float64(max(1, len(each)-1)))
}

// err moves the groups apart at n workers, so that the standard error of their mean has another
// error beside its own.
func (t tails) err(n int, other float64) {
	g := float64(len(t.groups))
	if g < 2 || other == 0 {
		return
	}
	mean, squares := meanByN(t.groups)[n], 0.0
	for _, by := range t.groups {
		squares += (by[n] - mean) * (by[n] - mean)
	}
	if own := squares / (g - 1) / g; own > 0 {
		wider := math.Sqrt(1 + other*other/own)
		for _, by := range t.groups {
			by[n] = mean + wider*(by[n]-mean)
		}
		return
	}
	t.groups[0][n] += other * g
}

// pick returns at each N the larger or the smaller of two tails.
func (t tails) pick(other tails, larger bool) tails {
	picked := tails{all: map[int]float64{}}
	for range t.groups {
		picked.groups = append(picked.groups, map[int]float64{})
	}
	for n := range t.all {
		from := t
		if other.all[n] > t.all[n] == larger {
			from = other
		}
		picked.all[n] = from.all[n]
		for g := range picked.groups {
			picked.groups[g][n] = from.groups[g][n]
		}
	}
	return picked
}

// moved returns tails that are longer by so many times their error at a level. An error that is not
// known is taken to be a second.
func (t tails) moved(by, level float64) tails {
	all := map[int]float64{}
	for n, s := range t.all {
		half := 1.0
		if g := len(t.groups); g >= fewestCosts {
			mean := fit.Estimate{SE: scatter(t.groups, n) / math.Sqrt(float64(g)), DF: float64(g - 1)}
			half = mean.Interval(level).Hi
		}
		all[n] = max(0, s+by*half)
	}
	return tails{all: all}
}

// alone returns tails of which nothing is open.
func (t tails) alone() *evenTails { return &evenTails{least: t, most: t} }

// meanByN returns the mean of seconds by N.
func meanByN(each []map[int]float64) map[int]float64 {
	mean := map[int]float64{}
	for _, by := range each {
		for n, s := range by {
			mean[n] += s / float64(len(each))
		}
	}
	return mean
}
