package chart

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/timings/curves"
)

// The names of axes.
const (
	workersAxis = "workers N"
	speedupAxis = "speed-up T(1)/T(N)"
)

// steps is how many knots a law has along an axis: it bends by less than a line is wide between two.
const steps = 96

// along calls at for the knots of an axis of equal factors, the ends among them.
func along(lo, hi float64, at func(x float64)) {
	for i := range steps + 1 {
		at(lo * math.Pow(hi/lo, float64(i)/steps))
	}
}

// ideal is N times as fast with N workers, as far as the axes go.
func (c *Chart) ideal() {
	end := min(c.X.Hi, c.Y.Hi)
	from := max(c.X.Lo, c.Y.Lo)
	if end > from {
		c.Lines = append(c.Lines, Line{Name: "ideal", Kind: Ideal, Series: None, Points: []XY{{from, from}, {end, end}}})
	}
}

// bound draws a level over the whole of x, where the axis of y has it.
func (c *Chart) bound(name string, at float64) {
	if at >= c.Y.Lo && at <= c.Y.Hi {
		c.Lines = append(c.Lines, Line{Name: name, Kind: Bound, Series: None, Points: []XY{{c.X.Lo, at}, {c.X.Hi, at}}})
	}
}

// tipOf says of a mark what was measured there.
func tipOf(n float64, s fit.Interval, what string, runs int) string {
	return fmt.Sprintf("N = %s: %s %s, %s", number.Workers(n), number.Speedup(s), what, wording.Count(runs, "run"))
}

// spanOf returns the least and the greatest of the marks of a chart and of 1, where log is true above 0, and within
// a factor of 64 of it, for an axis that doubles.
func spanOf(all []Series) (xs, ys [2]float64) {
	xs, ys = [2]float64{1, 2}, [2]float64{1, 2}
	for _, s := range all {
		for _, m := range s.Marks {
			xs[0], xs[1] = min(xs[0], m.X), max(xs[1], m.X)
			ys[0], ys[1] = min(ys[0], m.Y.Value), max(ys[1], m.Y.Value)
		}
	}
	ys[0] = max(ys[0], 1.0/64)
	return xs, ys
}

// drawable reports whether a place has one on axes that double.
func drawable(n float64, s fit.Interval) bool {
	return n > 0 && s.Value > 0 && number.Finite(n) && number.Finite(s.Value)
}

// Fit is the speed-up of series of timings against N: what was read, the law of each and its band. It holds the
// first [MostSeries] of them.
func Fit(all ...*curves.Analysis) Chart {
	c := Chart{Name: "speed-up", Says: "Speed-up against the number of workers, as it was read and by the law.",
		Caption: "Filled: read, and fitted; hollow: not fitted. A bar is the interval of the runs. The line is the law with its band, dashed beyond the N that were fitted."}
	all = all[:min(len(all), MostSeries)]
	for _, a := range all {
		s := Series{Name: a.Name}
		for _, p := range a.Points {
			if drawable(p.Workers, p.Speedup) {
				s.Marks = append(s.Marks, Mark{X: p.Workers, Y: p.Speedup, Hollow: !p.Fitted, Tip: tipOf(p.Workers, p.Speedup, "as fast", p.Runs)})
			}
		}
		c.Series = append(c.Series, s)
	}
	xs, ys := spanOf(c.Series)
	for _, a := range all {
		for _, p := range a.Predictions {
			xs[1], ys[1] = max(xs[1], p.Workers), max(ys[1], p.Speedup.Value)
		}
	}
	name := speedupAxis
	if len(all) > 0 && all[0].Weak {
		name = "scaled speed-up"
	}
	c.X = doubling(workersAxis, xs[0], xs[1])
	for _, a := range all {
		if curve := a.Curve(); curve != nil {
			if end := curve.Speedup(c.X.Hi).Value; number.Finite(end) {
				ys[1] = max(ys[1], end)
			}
		}
	}
	c.Y = doubling(name, ys[0], ys[1])
	c.ideal()
	for i, a := range all {
		curve := a.Curve()
		if curve == nil || len(a.FittedWorkers) == 0 {
			continue
		}
		var of course
		along(c.X.Lo, c.X.Hi, func(n float64) { of.add(n, curve.Speedup(n)) })
		label := ""
		if len(all) == 1 {
			label = "law"
		}
		c.law(i, label, of, a.FittedWorkers[len(a.FittedWorkers)-1])
		if a.MaxSpeedup != nil && len(all) == 1 {
			c.bound("ceiling", a.MaxSpeedup.Value)
		}
	}
	return c.cut()
}

// Weak is the scaled speed-up of a sweep whose rows grow with N, with its law.
func Weak(a *analysis.Weak) Chart {
	c := Chart{Name: "scaled-speed-up", Says: "Scaled speed-up against the number of workers: how many times the rows of one worker N workers do in the time of one.",
		Caption: "Filled: fitted; hollow: not fitted. A bar is the interval of the runs. The line is the law with its band, dashed beyond the N that were fitted."}
	s := Series{Name: a.Workload}
	for _, p := range a.Points {
		if drawable(float64(p.Workers), p.Speedup) {
			s.Marks = append(s.Marks, Mark{X: float64(p.Workers), Y: p.Speedup, Hollow: !p.Fitted, Tip: tipOf(float64(p.Workers), p.Speedup, "the rows", p.Runs)})
		}
	}
	c.Series = []Series{s}
	xs, ys := spanOf(c.Series)
	c.X = doubling(workersAxis, xs[0], xs[1])
	if end := a.Speedup(c.X.Hi).Value; number.Finite(end) {
		ys[1] = max(ys[1], end)
	}
	c.Y = doubling("scaled speed-up", ys[0], ys[1])
	c.ideal()
	if len(a.FittedWorkers) > 0 {
		var of course
		along(1, c.X.Hi, func(n float64) { of.add(n, a.Speedup(n)) })
		c.law(0, "law", of, float64(a.FittedWorkers[len(a.FittedWorkers)-1]))
	}
	return c.cut()
}
