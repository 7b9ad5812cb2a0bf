package plan

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// weighMean returns the basis of the mean time where that is known to be another than the
// typical one.
func (b Basis) weighMean(standing advice.MeanStanding) Basis {
	b.MeanUnknown = standing == advice.MeanUndetermined
	if standing != advice.MeanApart {
		return b
	}
	if mean := b.ofMean(); mean != nil {
		return *mean
	}
	return b
}

// ofMean returns the basis of the mean time: what a job takes on average, slow runs among them.
// The rivals of the law of the typical run remain. It is nil where the runs determine no mean.
func (b Basis) ofMean() *Basis {
	if b.choice == nil {
		return nil
	}
	from, s := b.choice.Serial()
	m := from.MeanTime(s.Estimate)
	if m == nil || !m.SerialFraction.Determined() {
		return nil
	}
	b.Mean, b.Serial = true, rounded(m.SerialFraction)
	if mean := m.Prospect(); mean.Model == b.Laws[0].Model {
		b.Laws = append([]fit.Prospect{mean}, b.Laws[1:]...)
	} else {
		b.Laws = slices.Insert(slices.Clone(b.Laws), 0, mean)
	}
	if b.Seconds != nil {
		b.Seconds = &m.T1
	}
	b.Measured, b.Misfit = nil, nil // they are of the typical run
	var one *fit.Interval
	var points []Measured
	for _, n := range b.Fitted {
		if up, ok := m.PointSpeedup(int(n)); ok && n > 1 && n == math.Trunc(n) {
			points = append(points, Measured{n, up})
		}
	}
	if t, ok := m.PointSeconds(1); ok {
		one = &t
	}
	return new(b.offLaw(one, points))
}

// sameTime returns the bases of several sizes with the same kind of time: the mean at all of them
// where it is another than the typical one at some. At a size whose runs determine no mean it is
// then not known.
func sameTime(bases []Basis) []Basis {
	if !slices.ContainsFunc(bases, func(b Basis) bool { return b.Mean }) {
		return bases
	}
	bases = slices.Clone(bases)
	for k, b := range bases {
		if b.Mean {
			continue
		}
		if mean := b.ofMean(); mean != nil {
			bases[k] = *mean
		} else {
			bases[k].MeanUnknown = true
		}
	}
	return bases
}
