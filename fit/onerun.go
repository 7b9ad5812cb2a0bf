package fit

import (
	"math"
	"slices"
)

// A runScatter is the scatter of single runs around the location of their point, in the
// coordinate of the loss. It is not the noise of a curve: that is the variance of
// locations, which is smaller than the variance of runs over their number for the trimmed
// mean, and far smaller for the minimum.
type runScatter struct {
	ss, df float64
	shift  float64 // sum over the runs of their mean minus the location
	runs   float64
}

// add adds the repeats y at one N, two or more.
func (r *runScatter) add(y []float64, location float64) {
	ss, df := squares(y)
	n := float64(len(y))
	r.ss, r.df = r.ss+ss, r.df+df
	r.shift += n * (mean(y) - location)
	r.runs += n
}

// oneRun returns T(n) with the prediction interval of one further run there:
//
//	T(n) ⊕ mean − location ± t·√(s² + misfit + curve)
//
// where s² is the variance of runs at one N and curve the variance of T(n). misfit, where
// the points do not lie on the curve, is the variance of a point around it. The scatter of
// a run is symmetric in the coordinate of the loss, the error of the curve in time. The
// degrees of freedom of the sum are those of Welch (1947). Without repeats, and where each run is a
// point, the mean square of the residuals is the variance of a run. The minimum lies below
// the middle of the runs by mean − location, and so may T(n) lie below the interval; its
// lower end is then T(n).
func (c *Curve) oneRun(n float64) Interval {
	scale := c.scaleAt(n)
	t := c.state.seconds(n)
	i := Interval{max(0, t*scale), 0, math.Inf(1), c.level}
	if c.t == 0 || math.IsInf(t, 1) {
		return i
	}
	s := c.system
	curve := c.noise.ms * quadratic(c.state.gram, c.state.gradient(n)) // in seconds²
	run, df, middle := c.noise.ms, c.noise.df, t
	if t > 0 && s.runs.df > 0 && s.spare == 0 {
		r, slope := s.runs, s.loss.slope(t)
		misfit := c.misfit()
		_, df = satterthwaite([]float64{r.ss / r.df, misfit, curve * slope * slope}, []float64{r.df, c.noise.df, c.noise.df})
		run = r.ss/r.df + misfit
		if m := s.loss.seconds(s.loss.of(t) + r.shift/r.runs); !math.IsInf(m, 1) {
			middle = m
		}
	}
	quantile := student(c.level, df)
	below, above := 0.0, 0.0
	if middle > 0 {
		at, half := s.loss.of(middle), quantile*math.Sqrt(run)
		ends := []float64{s.loss.seconds(at - half), s.loss.seconds(at + half)}
		below, above = middle-slices.Min(ends), slices.Max(ends)-middle
	}
	i.Lo = scale * max(0, min(t, middle-math.Hypot(below, quantile*math.Sqrt(curve))))
	i.Hi = scale * max(0, t, middle+math.Hypot(above, quantile*math.Sqrt(curve)))
	return i
}

// misfit returns the variance of a point around the curve beyond its noise, 0 where lack
// of fit is not significant.
func (c *Curve) misfit() float64 {
	s := c.system
	if !c.Widened {
		return 0
	}
	return max(0, c.noise.ms-meanSquare(s.pureSS, s.pureDF)) / (s.size / float64(len(s.load)))
}
