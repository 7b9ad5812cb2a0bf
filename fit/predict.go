package fit

import (
	"math"
	"slices"
)

// farthest stands for infinitely many workers: no curve changes beyond it.
const farthest = 1e15

// Seconds returns the time of the curve at a load n > 0 with the confidence band of the
// curve (not of a single run): T(n) ± t·se, cut at 0. For a model of weak scaling it is
// the time of a run with n units of work.
func (c *Curve) Seconds(n float64) Interval { return c.band(c.state, n) }

// Throughput returns the units of work per second, with the band of Seconds: 1/T(n), or
// n/T(n) for a model of weak scaling.
func (c *Curve) Throughput(n float64) Interval { return c.rate(c.Seconds(n), n) }

// UnitSeconds returns the time of a unit of work: 1/Throughput.
func (c *Curve) UnitSeconds(n float64) Interval { return c.Throughput(n).Reciprocal() }

// rate returns the units of work per second of runs that take t at n.
func (c *Curve) rate(t Interval, n float64) Interval {
	x := t.Reciprocal()
	if c.state.model.Weak {
		x.Value, x.Lo, x.Hi = n*x.Value, n*x.Lo, n*x.Hi
	}
	return x
}

// Speedup returns T(1)/T(n) of the curve with its confidence band; for a model of weak
// scaling, the scaled speed-up n·T(1)/T(n). With one parameter beside T1 the band follows
// exactly from that parameter's interval, cut at 0; otherwise it is symmetric in the
// logarithm (delta method).
func (c *Curve) Speedup(n float64) Interval {
	st := c.state
	if n == 1 {
		return Interval{1, 1, 1, c.level}
	}
	if st.model.bend == nil && st.model.ratios == 1 {
		p := c.Params[1].Estimate
		// At a load below 1 a larger parameter makes the speed-up larger.
		limit := 0.0
		if n < 1 {
			limit = math.Inf(1)
		}
		at := func(theta float64) float64 {
			if theta = max(0, theta); math.IsInf(theta, 1) {
				return limit
			}
			one := state{model: st.model, coef: []float64{1, theta}}
			return inverse(one.seconds(n) / one.seconds(1))
		}
		ends := []float64{at(p.Lo), at(p.Hi)}
		return Interval{at(p.Value), slices.Min(ends), slices.Max(ends), c.level}
	}
	return c.speedup(st, n)
}

// speedup returns T(1)/T(n) of a state of the curve, with a band by the delta method.
func (c *Curve) speedup(st state, n float64) Interval {
	log, se := st.logSpeedup(n)
	i := Interval{inverse(st.seconds(n) / st.seconds(1)), 0, math.Inf(1), c.level}
	if c.t == 0 || math.IsInf(i.Value, 1) {
		return i
	}
	half := c.t * math.Sqrt(c.noise.ms) * se
	off := overBends(Interval{Lo: -half, Hi: half}, c.bent, func(f bentFit) (value, se float64) {
		value, se = f.logSpeedup(n)
		return value - log, se
	})
	i.Lo, i.Hi = i.Value*math.Exp(off.Lo), i.Value*math.Exp(off.Hi)
	return i
}

// logSpeedup returns log(T(1)/T(n)) and its standard error per unit variance.
func (s state) logSpeedup(n float64) (value, se float64) {
	t1, tn := s.seconds(1), s.seconds(n)
	value = math.Log(inverse(tn / t1))
	if math.IsInf(value, 1) {
		return value, math.Inf(1)
	}
	g := s.gradient(1)
	for k, x := range s.gradient(n) {
		g[k] = g[k]/t1 - x/tn
	}
	return value, math.Sqrt(quadratic(s.gram, g))
}

// Efficiency returns Speedup(n)/n.
func (c *Curve) Efficiency(n float64) Interval {
	s := c.Speedup(n)
	return Interval{s.Value / n, s.Lo / n, s.Hi / n, s.Level}
}

// Latency returns n over the throughput, the seconds that each of n requests in progress
// waits for its answer, by the law of Little (1961).
func (c *Curve) Latency(n float64) Interval {
	t := c.UnitSeconds(n)
	return Interval{n * t.Value, n * t.Lo, n * t.Hi, t.Level}
}

// Ceiling returns the largest speed-up of the curve at any number of workers: 1/S for
// Amdahl's law, the speed-up at the peak where there is one, +Inf where it is unbounded. A
// law of weak scaling has none, and all ends are +Inf.
func (c *Curve) Ceiling() Interval {
	if inf := math.Inf(1); c.state.model.Weak {
		return Interval{inf, inf, inf, c.level}
	}
	n := max(1, min(c.Peak().Value, farthest))
	s := c.Speedup(n)
	for _, end := range []*float64{&s.Value, &s.Lo, &s.Hi} {
		if *end > farthest/10 {
			*end = math.Inf(1)
		}
	}
	return s
}

// A Prediction describes one further run.
type Prediction struct {
	Load       float64
	Seconds    Interval // the curve's time with a prediction interval: its error and the scatter of one run
	Throughput Interval // units of work per second, of runs of these Seconds
	Speedup    Interval // the curve's, with its band
	Warning    *Warning // nil where the load is near those measured
}

// Predict predicts one run at a load n > 0. The interval widens with the distance from the
// data, under the assumption that the law holds there. Beyond twice the largest measured
// N, where no reading tests that, the prediction has a warning.
func (c *Curve) Predict(n float64) Prediction {
	seconds := c.oneRun(n)
	p := Prediction{Load: n, Seconds: seconds, Throughput: c.rate(seconds, n), Speedup: c.Speedup(n)}
	p.Warning = c.beyond(n)
	return p
}

// beyond returns the warning of a load far from the data, nil near it.
func (c *Curve) beyond(n float64) *Warning {
	last := c.Loads[len(c.Loads)-1]
	if n <= 2*last {
		return nil
	}
	nearer := append(slices.Clone(c.Loads), math.Round(math.Sqrt(n*last)))
	return &Warning{Kind: FarBeyond, Model: c.Model, Loads: c.Loads, Load: n, Need: Need{Loads: nearer}}
}

// band returns T(n) with its confidence band.
func (c *Curve) band(st state, n float64) Interval {
	scale := c.scaleAt(n)
	t := scale * st.seconds(n)
	i := Interval{max(0, t), 0, math.Inf(1), c.level}
	if c.t == 0 || math.IsInf(t, 1) {
		return i
	}
	half := c.t * scale * math.Sqrt(c.noise.ms*quadratic(st.gram, st.gradient(n)))
	i.Lo, i.Hi = t-half, t+half
	i = overBends(i, c.bent, func(f bentFit) (value, se float64) {
		return scale * f.seconds(n), scale * math.Sqrt(quadratic(f.gram, f.gradient(n)))
	})
	i.Lo, i.Hi = max(0, i.Lo), max(0, i.Hi)
	return i
}

// scaleAt returns the seconds of a run at n per unit of time of the state.
func (c *Curve) scaleAt(n float64) float64 {
	if c.state.model.Weak {
		return c.scale * n
	}
	return c.scale
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// quadratic returns xᵀ·m·x, m row-major and positive semidefinite.
func quadratic(m, x []float64) float64 {
	s := 0.0
	for i := range x {
		s += x[i] * dot(m[i*len(x):(i+1)*len(x)], x)
	}
	return max(0, s)
}
