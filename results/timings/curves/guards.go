package curves

import (
	"math"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// The guards ask whether timings of another program are what they were read as. A reader
// knows names and units, and these may mislead or be missing; what the readings do with N
// shows it for every format.

// The limits of the guards.
const (
	wrongWay     = 1.5  // factor between the readings from which their quantity is asked for
	rateLike     = 0.5  // share of N/N1 from which times with a unit rise as rates do
	steady       = 0.9  // share of the time at the lowest N down to which an N is not faster
	proportional = 0.05 // by which a time may differ from N times a constant
	notFalling   = 0.7  // share of the time at the lowest N from which the time does not fall with N
)

// A trend is how the time per unit of work goes with N.
type trend struct {
	first, last float64 // N, the lowest and the one with the longest time
	least, most float64 // of the other times, relative to that at the lowest N
	end         float64 // the time at the largest N, likewise
	isN         bool    // every time is N times a constant
}

// trendOf is that of sorted readings; ok is false for fewer than two N.
func trendOf(rs []fit.Reading) (d trend, ok bool) {
	d = trend{least: math.Inf(1), isN: true}
	one := 0.0
	ns := 0
	for from := 0; from < len(rs); {
		to := from
		for to < len(rs) && rs[to].Load == rs[from].Load {
			to++
		}
		n, t := rs[from].Load, rs[from+(to-from)/2].Seconds // the median: times ascend
		if ns++; ns == 1 {
			d.first, one = n, t
		} else {
			r := t / one
			if r > d.most {
				d.last, d.most = n, r
			}
			d.least, d.end = min(d.least, r), r
			d.isN = d.isN && math.Abs(r*d.first/n-1) <= proportional
		}
		from = to
	}
	return d, ns > 1
}

// guarded reports whether the guards apply: not to a sweep of this program, which knows what
// it timed, and not where the caller said that the work grows.
func (y *seriesFit) guarded() bool { return y.Sweep == nil && !y.Weak && y.gathered == nil }

// questions returns what must be answered before a law is fitted; nil where nothing must. It
// is the quantity where that was known by a name alone and no N is better than the lowest
// one, or whether the work grows where a column says so and the time does not fall.
func (y *seriesFit) questions() []advice.Fact {
	d, ok := trendOf(y.within)
	if !ok || !y.guarded() || y.Sure {
		return nil
	}
	if y.Grows != "" && d.end >= notFalling {
		return []advice.Fact{advice.MayGrow{Column: y.Grows, First: d.first, Slower: d.least >= steady, Proportional: d.isN}}
	}
	if d.least < steady || d.most < wrongWay {
		return nil
	}
	if y.unitOfTime() && d.most < rateLike*d.last/d.first {
		return nil // a warning is enough
	}
	if y.Quantity == Time {
		return []advice.Fact{y.wrongWay(d, advice.AsThroughputs), y.wrongWay(d, advice.AsWeak), y.wrongWay(d, advice.AsTimes)}
	}
	return []advice.Fact{y.wrongWay(d, advice.AsTimes), y.wrongWay(d, advice.AsThroughputs)}
}

// unitOfTime reports whether the source writes a unit of time beside its readings. Nobody
// labels a rate so, but a table with its columns interchanged does.
func (y *seriesFit) unitOfTime() bool { return y.Quantity == Time && y.Unit != "" }

func (y *seriesFit) wrongWay(d trend, as advice.As) advice.Fact {
	return advice.WrongWay{Quantity: string(y.Quantity), First: d.first, Last: d.last, Factor: d.most, As: as}
}

// ask sets the verdict to the first question, with the other answers beside it.
func (a *Analysis) ask(questions []advice.Fact) {
	for i, q := range questions {
		if i == 0 {
			a.cannotTell(q)
		} else {
			a.settle(q)
		}
	}
}

// doubts warns of what may be read wrongly though it can be fitted.
func (y *seriesFit) doubts(a *Analysis) {
	if !y.guarded() {
		return
	}
	d, ok := trendOf(y.within)
	slower := ok && d.least >= steady
	switch {
	case !ok:
	case y.Quantity == Throughput && slower:
		a.warn(advice.EachRate{})
	case y.unitOfTime() && !y.Sure && slower && d.most >= wrongWay:
		a.warn(y.wrongWay(d, advice.AsThroughputs))
	case y.Grows != "", y.Quantity == Time && slower:
		a.warn(advice.MayGrow{Column: y.Grows, First: d.first, Slower: slower, Proportional: d.isN})
	}
}
