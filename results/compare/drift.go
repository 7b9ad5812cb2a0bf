package compare

import (
	"math"
	"slices"
	"time"

	"serialfraction/fit"
)

// A machine drifts: a sweep resembles the one before it more than those of yesterday. Where the
// sweeps of both sides were made by turns, the drift is in the scatter of each side, and cancels
// in their difference. Where one side was made after the other, the scatter of neither has
// it, and it is all in the difference.
//
// So every difference of several sweeps a side is also taken to be one of a machine that departs
// with each sweep from where it was, by independent steps (ofWalk), and, where the order of the
// sweeps leaves that open, of one that departs by the same step each time (ofTrend). The interval of
// the row contains all of them. Sweeps are counted, and not the hours between them.

// A turn is a sweep in the order of time.
type turn struct {
	time  time.Time
	side  int // 0 = old, 1 = new
	index int // in its side
}

// turns returns the sweeps of two sides by time; nil where they share no machine, or none made them.
func turns(a, b []*sweep) []turn {
	shared := false
	var list []turn
	for k, sweeps := range [][]*sweep{a, b} {
		for i, s := range sweeps {
			if s.file.Header.Simulated() {
				return nil
			}
			list = append(list, turn{s.file.Header.Time, k, i})
			shared = shared || k == 0 && slices.ContainsFunc(b, func(other *sweep) bool { return other.sameMachine(s) })
		}
	}
	if !shared {
		return nil
	}
	slices.SortStableFunc(list, func(x, y turn) int { return x.time.Compare(y.time) })
	return list
}

// sameMachine reports whether one machine made two sweeps.
func (s *sweep) sameMachine(other *sweep) bool {
	return s.file.Header.Machine.Same(&other.file.Header.Machine)
}

// apart reports whether all sweeps of one side came before all of the other.
func apart(order []turn) bool {
	changes := 0
	for i := 1; i < len(order); i++ {
		if order[i].side != order[i-1].side {
			changes++
		}
	}
	return changes == 1
}

// drifting returns the difference of the means of two sides, new − old, as a machine that drifts
// leaves it. values are those of the sweeps of each side.
func drifting(order []turn, difference float64, values [2][]float64) []fit.Estimate {
	list := []fit.Estimate{ofWalk(order, difference, values)}
	if places := placesOf(order); leans(places) {
		list = append(list, ofTrend(places, difference, values))
	}
	return list
}

// ofWalk returns the difference on a machine that walks at random: by steps of one variance q from
// each sweep to the next. With coefficients c of the sweeps in the order of time, 1/n of the new
// side and −1/n of the old, the variance of the difference is
//
//	q·Σ_k (c_k + c_(k+1) + …)²
//
// q is estimated from sweeps that follow each other within a side, as d² over the number of steps
// between them; noise that is no walk makes it larger.
func ofWalk(order []turn, difference float64, values [2][]float64) fit.Estimate {
	var steps, between, weight float64
	last := [2]int{-1, -1} // places of the sweeps before, by side
	var before float64     // the sum of the coefficients of earlier sweeps: less 0, that of the later ones
	for k, t := range order {
		weight += before * before
		before += float64(2*t.side-1) / float64(len(values[t.side]))
		if i := last[t.side]; i >= 0 {
			d := values[t.side][t.index] - values[t.side][order[i].index]
			steps, between = steps+d*d/float64(k-i), between+1
		}
		last[t.side] = k
	}
	e := fit.Estimate{Value: difference, SE: math.Sqrt(weight * steps / between)}
	for _, v := range values {
		n := float64(len(v))
		e.DF += 2 * (n - 1) * (n - 1) / (3*n - 4) // those of successive differences (von Neumann 1941)
	}
	return e
}

// placesOf returns the places of the sweeps of each side in the order of time.
func placesOf(order []turn) (places [2][]float64) {
	for k, t := range order {
		places[t.side] = append(places[t.side], float64(k))
	}
	return places
}

// leans reports whether a machine that only gets slower, by as much with every sweep, would show a
// difference beyond its standard error: the sides are as far from each other in time as that. By
// turns they are not.
func leans(places [2][]float64) bool {
	apart := fit.SampleMean(places[1]).Minus(fit.SampleMean(places[0]))
	return math.Abs(apart.Value) > apart.SE
}

// ofTrend returns the difference on a machine whose sweeps lie on a straight line through their
// places k, of one slope for both sides (analysis of covariance; Fisher 1932). With the mean
// places K and K' of n old and m new sweeps, and the sums of squares S over both sides, each from its
// own means, it is
//
//	d − slope·(K' − K),  slope = S_ky/S_kk
//
// and its variance, with n + m − 3 degrees of freedom,
//
//	(S_yy − slope·S_ky)/(n + m − 3) · (1/n + 1/m + (K' − K)²/S_kk)
func ofTrend(places [2][]float64, difference float64, values [2][]float64) fit.Estimate {
	var kk, ky, yy, share float64
	var mean [2]float64 // of the places
	df := -3.0
	for side, y := range values {
		mean[side] = fit.SampleMean(places[side]).Value
		level := fit.SampleMean(y).Value
		for i := range y {
			dk, dy := places[side][i]-mean[side], y[i]-level
			kk, ky, yy = kk+dk*dk, ky+dk*dy, yy+dy*dy
		}
		n := float64(len(y))
		df, share = df+n, share+1/n
	}
	slope, gap := ky/kk, mean[1]-mean[0]
	around := max(0, yy-slope*ky) / df
	return fit.Estimate{Value: difference - slope*gap, SE: math.Sqrt(around * (share + gap*gap/kk)), DF: df}
}
