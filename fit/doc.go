// Package fit turns timings at several numbers of workers N into the serial
// fraction S of Amdahl's law, with an interval that holds. It is pure numbers in
// and out: it reads no file, prints nothing and knows no clock.
//
// The line through the package:
//
//	[]Observation → Levels (one time per N) → Amdahl → Fit (S, T1, bands, charges)
//
// # Estimation
//
// Noise is taken to be relative: a run that lasts twice as long scatters twice as
// much. The repeats at one N become one log time by an [Estimator], and the model
//
//	T(n) = T1·(S + (1−S)/n)                                  (Amdahl 1967)
//
// is fitted to these by least squares in log time with T1 free: never divided by a
// measured T(1), which would hide the error of that one measurement. S is signed
// and unclipped; a report may clip what it prints.
//
// # Intervals
//
// The variance comes from the scatter of the repeats (pure error). Repeats at one N
// are not evidence about the shape of the curve, so the levels are tested against
// the model (lack of fit); where that test is significant the lack-of-fit mean
// square with its few degrees of freedom replaces the pure error, the interval
// widens and the [Fit] says so. The interval of S is a profile likelihood interval
// with a Student t quantile.
//
// Nothing in a result is NaN. An end that the data do not bound is an infinity, and
// null in JSON.
//
// All functions are safe for concurrent use; none keeps or changes its arguments.
package fit
