package fit

import "math"

// A Fit is Amdahl's law fitted to runs. It is read-only and may be shared.
type Fit struct {
	Model     string // "amdahl"
	Estimator string // what S stands on: "Amdahl, log-time, trimmed mean"
	Workers   []int  // the N that were fitted, ascending
	Runs      int

	T1             Interval // seconds at N = 1
	SerialFraction Interval // S: signed and unclipped, the ends too
	MaxSpeedup     Interval // 1/S; +Inf where S is 0 or below

	LackOfFit *LackOfFit // nil with two N only or without repeats
	Widened   bool       // the interval of S stands on the lack of fit, not on the repeats
	AICc      *float64   // in log time; nil where there are too few runs or no noise
	Warnings  []string   // each says what is wrong and what to type next

	coef   []float64 // T1, T1·S
	gram   []float64 // covariance of coef per unit variance
	noise  variance
	charge []float64 // per run: its weight in T1·S
}

// Seconds returns the fitted time at n ≥ 1 workers with the confidence band of the
// curve (not of a single run): T(n) ± t·se, cut at 0.
func (f *Fit) Seconds(n float64) Interval {
	level := f.SerialFraction.Level
	x := amdahlTerms(n)
	seconds := max(0, dot(f.coef, x))
	if f.noise.df == 0 {
		return Interval{seconds, 0, math.Inf(1), level}
	}
	half := tQuantile(level, f.noise.df) * math.Sqrt(f.noise.ms*quadratic(f.gram, x))
	return Interval{seconds, max(0, seconds-half), seconds + half, level}
}

// Speedup returns the fitted T(1)/T(n) at n ≥ 1 workers:
//
//	1/(S + (1−S)/n)
//
// at S and at the ends of its interval. It falls with S, so the band is as exact as
// the interval. Where the denominator is 0 or below it is unbounded.
func (f *Fit) Speedup(n float64) Interval {
	s := f.SerialFraction
	if n == 1 {
		return Interval{1, 1, 1, s.Level}
	}
	at := func(s float64) float64 { return inverse(s*(n-1)/n + 1/n) } // not Inf − Inf
	return Interval{at(s.Value), at(s.Hi), at(s.Lo), s.Level}
}

// Charge applies the linear operator of the fit to the times of one cause, in units
// of S. values is parallel to the observations that were fitted, in seconds; Charge
// panics if there are more or fewer. The charges of causes that add up to the
// seconds of every run add up to SerialFraction.Value.
//
// At its minimum a least-squares fit in log time solves weighted normal equations
// that are linear in the times, with the weights
//
//	log(t/T)/(t/T − 1) / T²
//
// held fixed: that solution, as a function of the times, is the operator.
func (f *Fit) Charge(values []float64) float64 {
	if len(values) != len(f.charge) {
		panic("fit: Charge: one value per fitted run")
	}
	return dot(f.charge, values) / f.coef[0]
}

// inverse returns 1/x for x > 0 and +Inf below: a speed-up is never negative.
func inverse(x float64) float64 {
	if x <= 0 {
		return math.Inf(1)
	}
	return 1 / x
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// quadratic returns xᵀ·m·x, m row-major.
func quadratic(m, x []float64) float64 {
	s := 0.0
	for i := range x {
		s += x[i] * dot(m[i*len(x):(i+1)*len(x)], x)
	}
	return s
}
