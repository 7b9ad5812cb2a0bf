package analysis

import (
	"math"
	"slices"

	"serialfraction/fit"
)

// A WeakLaw is a law of sweeps whose rows grow with N.
type WeakLaw string

// The laws.
const (
	ByGustafson WeakLaw = "gustafson" // s is the same at every N
	ByGrowing   WeakLaw = "growing"   // a serial time grows with the rows
	NoWeakLaw   WeakLaw = ""
)

// Speedup returns the scaled speed-up at n by the law of the analysis, Gustafson's where both
// explain the runs; NaN where neither was fitted.
func (w *Weak) Speedup(n float64) fit.Interval {
	switch {
	case w.Law == ByGrowing && w.line != nil:
		return w.line.Speedup(n)
	case w.curve != nil:
		return w.curve.Speedup(n)
	}
	return fit.Interval{Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
}

// fit fits both laws to the N whose workers really ran at once: Gustafson's law as it is, and the
// growing share as the S of Amdahl's law in the time of the rows of one worker, which is the
// same line: T(N)/N = T(1)·(g + (1−g)/N).
func (w *Weak) fit(runs []fit.Observation, level float64) {
	unit := slices.Clone(runs)
	for i := range unit {
		unit[i].Seconds /= float64(unit[i].Workers)
		if !slices.Contains(w.FittedWorkers, unit[i].Workers) {
			w.FittedWorkers = append(w.FittedWorkers, unit[i].Workers)
		}
	}
	slices.Sort(w.FittedWorkers)
	if w.Runs = len(unit); len(w.FittedWorkers) < 2 {
		w.FittedWorkers, w.Runs = []int{}, 0
		return
	}
	method := fit.Default
	method.Level = level
	if c, err := method.Fit(fit.Gustafson, fit.Readings(runs)); err == nil {
		if s, ok := c.Param("s"); ok {
			w.curve, w.Gustafson = c, &s.Estimate
		}
	}
	if a, err := fit.Amdahl(unit, estimator, level); err == nil {
		w.line, w.Growing = a, &a.SerialFraction
	}
	if w.curve != nil && w.line != nil && len(w.FittedWorkers) > 2 {
		w.Law = w.decide()
	}
}

// decided is how much better one law must explain the runs than the other: the difference of
// their squared distances from the points, in units of the noise of a point, of a likelihood of
// 20 to 1.
const decided = 6

// decide returns the law that explains the runs where the other does not. Where neither lies on
// the points, what the better one misses them by is the unit: noise that the repeats do not show.
func (w *Weak) decide() WeakLaw {
	gustafson, growing := w.curve.LackOfFit, w.line.LackOfFit
	if gustafson == nil || growing == nil {
		return NoWeakLaw
	}
	switch apart := growing.DF1 * (growing.F - gustafson.F) / max(1, min(gustafson.F, growing.F)); {
	case apart > decided:
		return ByGustafson
	case -apart > decided:
		return ByGrowing
	}
	return NoWeakLaw
}
