package curves

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// flagUnlike marks a point whose repeats are unlike.
const flagUnlike = "unlike repeats"

// Repeats at one N are unlike where the longest took twice as long as the shortest, or
// where they form two groups.
const twofold = 2

// Groups are those of the split of the log times with the least sum of squares within. Of
// normal repeats that leaves less than these shares of the whole sum once in 10,000 times or
// less often at one N, and in the mean of three N or more once in 1,000 times (simulated,
// 100,000 and 40,000 sets of each size; exponential and uniform repeats are within a factor
// of ten of that).
var (
	atOneN = []limit{{6, 0.004}, {10, 0.02}, {20, 0.06}}
	atAllN = []limit{{4, 0.03}, {8, 0.08}, {10, 0.1}}
)

// A limit is the largest share within groups, from a number of repeats on.
type limit struct {
	repeats int
	within  float64
}

// limitOf returns the limit for a number of repeats, below 0 where that tells nothing.
func limitOf(all []limit, repeats int) float64 {
	within := -1.0
	for _, l := range all {
		if repeats >= l.repeats {
			within = l.within
		}
	}
	return within
}

const (
	allN  = 3    // N that are needed for the mean of all
	gap   = 1.05 // least quotient of the groups: a coarse clock makes groups too
	share = 0.3  // of the repeats, least in a group: a few slow runs are no group
)

// A split is the repeats at one N, cut in two.
type split struct {
	at     advice.UnlikeAt
	within float64 // share of the sum of squares that is within the groups
	wide   bool    // the times differ twofold
	runs   int
}

// unlike warns of repeats that are none, or of two kinds, and flags their points.
func (y *seriesFit) unlike(a *Analysis) {
	if y.Sweep != nil || y.gathered != nil {
		return
	}
	var splits []split
	for from := 0; from < len(y.unit); {
		to := from
		for to < len(y.unit) && y.unit[to].Load == y.unit[from].Load {
			to++
		}
		if s, ok := y.splitOf(y.unit[from:to]); ok {
			splits = append(splits, s)
		}
		from = to
	}
	all := everyN(splits)
	var u advice.Unlike
	for _, s := range splits {
		if s.wide || s.apart() && (all || s.within <= limitOf(atOneN, s.runs)) {
			u.At = append(u.At, s.at)
		}
	}
	if u.At == nil {
		return
	}
	a.warn(u)
	for i := range a.Points {
		if slices.ContainsFunc(u.At, func(at advice.UnlikeAt) bool { return at.Workers == a.Points[i].Workers }) {
			a.Points[i].Flags = append(a.Points[i].Flags, flagUnlike)
		}
	}
}

// splitOf splits repeats in ascending time; ok is false for a single one.
func (y *seriesFit) splitOf(rs []fit.Reading) (s split, ok bool) {
	n := len(rs)
	if n < 2 {
		return split{}, false
	}
	s = split{runs: n, wide: rs[n-1].Seconds >= twofold*rs[0].Seconds, within: math.Inf(1)}
	logs := make([]float64, n)
	for i, r := range rs {
		logs[i] = math.Log(r.Seconds)
	}
	least := max(1, int(math.Ceil(share*float64(n))))
	if s.wide {
		least = 1 // one run alone may be the other kind
	}
	cut := 0
	whole := newMoments(logs)
	below, above := moments{}, whole
	for k := 1; k <= n-least; k++ {
		below.add(logs[k-1], 1)
		above.add(logs[k-1], -1)
		if w := below.squares() + above.squares(); k >= least && w < s.within {
			s.within, cut = w, k
		}
	}
	if s.within /= whole.squares(); math.IsNaN(s.within) {
		s.within = 1 // they agree to the last digit
	}
	s.at = advice.UnlikeAt{Workers: rs[0].Load, Below: y.cluster(rs[0].Load, logs[:cut]), Above: y.cluster(rs[0].Load, logs[cut:])}
	return s, true
}

// apart reports whether the groups differ by more than a clock's ticks.
func (s split) apart() bool {
	q := s.at.Above.Value / s.at.Below.Value
	return max(q, 1/q) >= gap
}

// everyN reports whether the repeats at all N together form two groups.
func everyN(splits []split) bool {
	if len(splits) < allN {
		return false
	}
	fewest, sum := splits[0].runs, 0.0
	for _, s := range splits {
		fewest, sum = min(fewest, s.runs), sum+s.within
	}
	return sum/float64(len(splits)) <= limitOf(atAllN, fewest)
}

// cluster returns the group of some log times per unit of work at n, as it was measured.
func (y *seriesFit) cluster(n float64, logs []float64) advice.Cluster {
	c := advice.Cluster{Runs: len(logs), Value: math.Exp(newMoments(logs).mean())}
	switch y.Quantity {
	case Throughput:
		c.Value, c.Of = 1/c.Value, advice.PerSecond
	case Speedup:
		c.Value, c.Of = 1/c.Value, advice.SpeedUp
	default:
		if y.Weak { // a run does n units of work
			c.Value *= n
		}
	}
	return c
}

// moments are sums of numbers around the first one.
type moments struct{ origin, n, sum, sum2 float64 }

func newMoments(xs []float64) moments {
	var m moments
	for _, x := range xs {
		m.add(x, 1)
	}
	return m
}

// add adds x, or with weight −1 takes it away.
func (m *moments) add(x, weight float64) {
	if m.n == 0 {
		m.origin = x
	}
	d := x - m.origin
	m.n, m.sum, m.sum2 = m.n+weight, m.sum+weight*d, m.sum2+weight*d*d
}

func (m moments) mean() float64 { return m.origin + m.sum/m.n }

// squares returns the sum of squares around the mean.
func (m moments) squares() float64 {
	if m.n == 0 {
		return 0
	}
	return max(0, m.sum2-m.sum*m.sum/m.n)
}
