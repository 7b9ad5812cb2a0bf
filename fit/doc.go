// Package fit turns timings at several numbers of workers N into the serial fraction S
// of Amdahl's law and its relatives, with confidence intervals of the stated coverage. It
// takes and returns numbers only: it reads no file, prints nothing and uses no clock.
//
// The lines through the package:
//
//	[]Observation → Amdahl → Fit      S, T1, bands, and Charge: S by cause
//	[]Observation → Points → Point    one time per N, and Of: the same of a cause
//	[]Reading → Method.Fit → Curve    any Model, in the coordinate of any Loss
//	[]Reading → Method.Choose → Choice  the law that the readings prefer, or none
//
// A sweep calls [Amdahl] after every block; a [Method] is for timings, throughputs and
// speed-ups of any origin.
//
// # Estimation
//
// Noise is assumed to be relative: a run that lasts twice as long scatters twice as much.
// An [Estimator] turns the repeats at one N into one log time, and the model, for example
//
//	T(n) = T1·(S + (1−S)/n)                                  (Amdahl 1967)
//
// is fitted to these by least squares in log time with T1 free. Times are never divided by
// a measured T(1), which would hide the error of that one measurement. Estimates are
// signed and unclipped; a report may clip what it prints. The other losses reproduce
// published numbers.
//
// Models are linear in their coefficients in the time domain (or, for [Gustafson], in
// that of rates), so a new one is a list of terms: one file and a line in [Models].
//
// # Intervals
//
// The variance comes from the scatter of the repeats (pure error). Repeats at one N are
// not evidence about the shape of the curve, so the points are tested against the model
// (lack of fit). Where that test is significant, the lack-of-fit mean square with its few
// degrees of freedom replaces the pure error: the interval widens and Widened is set.
// Intervals are profile likelihood intervals with a Student t quantile. [Curve.Bootstrap]
// checks them without an assumption about the form of the noise. docs/coverage.md shows
// their coverage by simulation.
//
// No number in a result is NaN. An end that the data do not bound is an infinity, and
// null in JSON.
//
// All functions are safe for concurrent use; none keeps or changes its arguments.
package fit
