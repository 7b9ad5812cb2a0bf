package compare

import (
	"math"
	"slices"

	"serialfraction/fit"
)

// between returns the contrasts of two sides of several sweeps each. The sweeps are the repeats:
// the noise of a row is how much they vary, whatever each of them shows of itself.
//
// Of a sweep that other work made only the program's own S is compared, and times that it did not
// slow down; it is left out of the other rows where two of its side remain.
func between(a, b []*sweep, o Options) []contrast {
	list := without((*sweep).unknown, a, b, o)
	if !slices.ContainsFunc(slices.Concat(a, b), (*sweep).unknown) {
		return list
	}
	all := without(func(*sweep) bool { return false }, a, b, o)
	ofTime := without(func(s *sweep) bool { return s.unknown() && s.slowed() }, a, b, o)
	for i, c := range list {
		from := list
		switch {
		case c.Quantity == "program":
			from = all
		case c.Workers > 0:
			from = ofTime
		}
		if k := slices.IndexFunc(from, func(x contrast) bool { return x.Quantity == c.Quantity }); k >= 0 {
			list[i] = from[k]
		}
	}
	return list
}

// without returns the contrasts of the sweeps that are not left out.
func without(out func(*sweep) bool, a, b []*sweep, o Options) []contrast {
	a, b = rest(a, out), rest(b, out)
	order := turns(a, b)
	list := overSweeps(a, b, o, order)
	allowForOtherWork(list, [2][]*sweep{a, b}, func(x, y []*sweep) []contrast { return overSweeps(x, y, o, order) })
	return list
}

// rest returns the sweeps of a side that are not left out, or all where those are fewer than two.
func rest(sweeps []*sweep, out func(*sweep) bool) []*sweep {
	left := slices.DeleteFunc(slices.Clone(sweeps), out)
	if len(left) < 2 {
		return sweeps
	}
	return left
}

// overSweeps returns the contrasts of the sweeps as they were measured; order is theirs by time,
// nil where there is no drift to allow for.
func overSweeps(a, b []*sweep, o Options, order []turn) []contrast {
	var list []contrast
	for _, q := range quantities(slices.Concat(a, b), o) {
		c, x, y := q.contrast, q.mean(a, o.Level), q.mean(b, o.Level)
		if x.Estimate == fit.Exactly(0) && y.Estimate == fit.Exactly(0) {
			continue // no sweep has the cause
		}
		c.off = false // the sweeps vary around the same curve, whether it has their points or not
		c.level, c.held, c.open, c.sweeps = o.Level, math.Inf(1), true, min(len(a), len(b))
		c.Old, c.New, c.OldSweeps, c.NewSweeps = x.shown, y.shown, x.each, y.each
		c.down, c.up = y.below+x.above, y.above+x.below
		c.estimate = y.Minus(x.Estimate)
		if order != nil && c.estimate.DF > 0 && c.estimate.SE > 0 {
			c.drifted = drifting(order, c.estimate.Value, [2][]float64{x.values, y.values})
		}
		list = append(list, c)
	}
	return list
}

// A mean is a quantity of the sweeps of a side, on the scale on which it is compared.
type mean struct {
	fit.Estimate
	below, above float64      // how much further than the sweeps vary the truth may be
	values       []float64    // of each sweep
	each         Values       // the same in the unit of the row
	shown        fit.Interval // in the unit of the row
}

// mean returns the quantity of the sweeps of a side.
func (q *quantity) mean(sweeps []*sweep, level float64) mean {
	var m mean
	for _, s := range sweeps {
		r := q.of(s)
		m.values = append(m.values, r.Value)
		m.below, m.above = m.below+r.below/float64(len(sweeps)), m.above+r.above/float64(len(sweeps))
		if q.ratio {
			r.Value = math.Exp(r.Value)
		}
		m.each = append(m.each, r.Value)
	}
	m.Estimate = fit.SampleMean(m.values)
	m.shown = m.Interval(level)
	m.shown.Lo, m.shown.Hi = m.shown.Lo-m.below, m.shown.Hi+m.above
	if q.ratio {
		m.shown = exp(m.shown)
	}
	return m
}
