package analysis

import (
	"fmt"
	"slices"

	"serialfraction/fit"
)

// Charged returns the part of S that the fit charges to values, the seconds of each fitted
// run, with the interval of repeats of the same sweep. The chosen law counts as known: the
// interval of S allows for a wrong choice, those of its parts do not. There must be a fit.
// What was measured once, as loading is, has an interval without ends.
func (s *Sample) Charged(values []float64) fit.Interval { return s.study.charged(values) }

// ChargedAt is like Charged for e(n), of values of all runs. It is an error if no run at n
// finished.
//
//	q = (n·A(n) − A(1)) / ((n−1)·T(1))
//
// is a quotient of points: to first order a run at n moves it by n·a/((n−1)·T(1)), and one
// at N = 1 by −(a + q·(n−1)·t)/((n−1)·T(1)).
func (s *Sample) ChargedAt(n int, values []float64) (fit.Interval, error) {
	i := slices.IndexFunc(s.Points, func(p fit.Point) bool { return p.Workers == n })
	if i < 0 {
		return fit.Interval{}, fmt.Errorf("no run at N = %d has finished", n)
	}
	one, at := s.Points[0], s.Points[i]
	t1 := one.Seconds.Value
	q := fit.KarpFlattShare(n, at.Of(values), one.Of(values), t1)
	terms := make([]float64, len(values))
	for i, r := range s.All.Runs {
		switch r.Workers {
		case n:
			terms[i] = float64(n) * values[i] / (float64(n-1) * t1)
		case 1:
			terms[i] = -values[i]/(float64(n-1)*t1) - q*r.Seconds/t1
		}
	}
	spread, err := fit.NewSpread(s.All.Runs)
	if err != nil {
		return fit.Interval{}, err
	}
	return chargeInterval(spread, q, values, terms, s.level), nil
}

func (s *study) charged(values []float64) fit.Interval {
	return chargeInterval(s.spread, s.fit.Charge(values), values, s.fit.Terms(values), s.level)
}

// chargeInterval returns q with its interval. terms are those of [fit.Spread.Estimate], and
// values what was charged, both of every run.
func chargeInterval(spread *fit.Spread, q float64, values, terms []float64, level float64) fit.Interval {
	switch first := values[0]; {
	case slices.ContainsFunc(values, func(s float64) bool { return s != first }):
		return spread.Estimate(q, terms).Interval(level)
	case first == 0: // a cause that was measured in every run, and was 0 in each
		return fit.Exactly(0).Interval(level)
	}
	return fit.Estimate{Value: q}.Interval(level) // measured once: its noise is unknown
}

// SpeedupAt returns T(1)/T(n) as measured. It is an error if no run at n finished.
func (s *Sample) SpeedupAt(n int) (fit.Interval, error) {
	i := slices.IndexFunc(s.Points, func(p fit.Point) bool { return p.Workers == n })
	if i < 0 {
		return fit.Interval{}, fmt.Errorf("no run at N = %d has finished", n)
	}
	return quotient(s.Points[0].Seconds, s.Points[i].Seconds), nil
}
