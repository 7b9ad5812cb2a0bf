package fit

import "math"

// A trace is the profile of one parameter: for each of its values the best of the other
// coefficients. It keeps the solutions that it has found, because a search for them must
// begin where all times are positive. The coefficients of the best curve do not give
// positive times at every value; those at a nearby value do, because there the curve
// passes near the points.
type trace struct {
	solve func(value float64, start []float64) (minimum, error)
	found []traced
}

// A traced is the solution at one value of the parameter.
type traced struct {
	value float64
	theta []float64
}

// newTrace begins a profile at the best curve, with its other coefficients theta.
func newTrace(value float64, theta []float64, solve func(float64, []float64) (minimum, error)) *trace {
	return &trace{solve: solve, found: []traced{{value, theta}}}
}

// least returns the sum of squared residuals at a value, +Inf where no path of small
// steps leads to positive times.
func (p *trace) least(value float64) float64 {
	from, next := p.nearest(value), value
	for range 100 {
		m, err := p.solve(next, from.theta)
		switch {
		case err != nil:
			if next = from.value + (next-from.value)/2; next == from.value {
				return math.Inf(1)
			}
		case next == value:
			p.found = append(p.found, traced{value, m.theta})
			return m.ss
		default:
			from, next = traced{next, m.theta}, value
			p.found = append(p.found, from)
		}
	}
	return math.Inf(1)
}

// nearest returns the solution at the value nearest to the given one.
func (p *trace) nearest(value float64) traced {
	best := p.found[0]
	for _, t := range p.found[1:] {
		if math.Abs(t.value-value) < math.Abs(best.value-value) {
			best = t
		}
	}
	return best
}
