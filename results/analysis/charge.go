package analysis

import (
	"fmt"
	"math"
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

// share returns the part of S that seconds of the fitted runs have.
func (s *study) share(of secondsOf) fit.Interval {
	return s.fitted.between(of, s.charged)
}

// between returns what charged makes of seconds, with the interval of both ends between which the
// imbalance of the program lies.
func (l *ledger) between(of secondsOf, charged func([]float64) fit.Interval) fit.Interval {
	seconds := of(l)
	i := charged(seconds)
	for _, end := range l.ends {
		other := of(end)
		switch {
		case slices.Equal(seconds, other):
		case !l.even.known():
			i.Lo, i.Hi = math.Inf(-1), math.Inf(1)
		default:
			i = i.Hull(charged(other))
		}
	}
	return i
}

func (s *study) charged(values []float64) fit.Interval {
	return chargeInterval(s.spread, s.fit.Charge(values), values, s.fit.Terms(values), s.level)
}

// chargeInterval returns q with its interval. terms are those of [fit.Spread.Estimate], and
// values what was charged, both of every run.
func chargeInterval(spread *fit.Spread, q float64, values, terms []float64, level float64) fit.Interval {
	switch {
	case measuredOnce(values):
		return fit.Estimate{Value: q}.Interval(level) // its noise is unknown
	case allSame(values): // a cause that was measured in every run, and was 0 in each
		return fit.Exactly(0).Interval(level)
	}
	return spread.Estimate(q, terms).Interval(level)
}

// measuredOnce reports whether the seconds of every run were measured once for all of them, as those of
// loading are.
func measuredOnce(seconds []float64) bool { return seconds[0] != 0 && allSame(seconds) }

func allSame(seconds []float64) bool {
	return !slices.ContainsFunc(seconds, func(s float64) bool { return s != seconds[0] })
}

// OwnedAt returns the part of e(n) that all causes of one owner are charged with; nil where nothing of
// this owner was measured. What may be the program's or the machine's is left open: the imbalance at
// both ends, and doubts at the upper end of the program's and the lower end of the machine's. It is an
// error if no run at n finished.
func (s *Sample) OwnedAt(owner string, n int) (*fit.Between, error) {
	l, of := s.study.all, ownedBy(owner, s.study.capacity.takeTurns(n))
	seconds := of(l)
	if seconds == nil {
		return nil, nil
	}
	if _, err := s.ChargedAt(n, seconds); err != nil {
		return nil, err
	}
	charged := func(seconds []float64) fit.Interval {
		i, _ := s.ChargedAt(n, seconds) // only an n without runs is an error
		return i
	}
	share := &fit.Between{Interval: l.between(of, charged)}
	middle := math.Abs(charged(l.betweenEnds()).Value) / 2
	share.Least, share.Most = share.Value-middle, share.Value+middle
	if doubted := s.study.doubted(l); doubted != nil {
		sign := map[string]float64{ownerProgram: 1, ownerMachine: -1}[owner]
		with := l.between(func(l *ledger) []float64 {
			seconds := slices.Clone(of(l))
			for i, d := range doubted {
				seconds[i] += sign * d
			}
			return seconds
		}, charged)
		if raised := max(0, sign*(with.Value-share.Value)); sign > 0 {
			share.Hi, share.Most = max(share.Hi, with.Hi), share.Most+raised
		} else if sign < 0 {
			share.Lo, share.Least = min(share.Lo, with.Lo), share.Least-raised
		}
	}
	return share, nil
}

// SpeedupAt returns T(1)/T(n) as measured. It is an error if no run at n finished.
func (s *Sample) SpeedupAt(n int) (fit.Interval, error) {
	i := slices.IndexFunc(s.Points, func(p fit.Point) bool { return p.Workers == n })
	if i < 0 {
		return fit.Interval{}, fmt.Errorf("no run at N = %d has finished", n)
	}
	return quotient(s.Points[0].Seconds, s.Points[i].Seconds), nil
}
