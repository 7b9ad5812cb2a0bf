// Package number writes the numbers of an analysis for people, so that a number reads the
// same in a verdict, a table and a plot: with the digits that its interval supports, and
// never as -0 or NaN.
//
//	float64, fit.Interval → text: "0.0132", "= 0.0132 (0.0118–0.0149)", "76x (67–85x)"
//
// It computes no interval, prints nothing and keeps nothing; all its functions may be
// called from several goroutines. Every package right of the result file, and cmd, may
// import it.
package number
