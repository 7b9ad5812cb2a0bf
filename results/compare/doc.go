// Package compare compares two or more sweeps, of different machines, schedules, workloads
// or commits. It works from result files alone.
//
//	results.File… → what differs in the headers → quantities → differences → verdicts
//
// # The rule
//
// All rows of a comparison are judged together. The intervals of all differences hold
// together with probability level: each has the level 1 − (1−level)/rows (Bonferroni). A row
// whose interval leaves out 0, or the ratio 1, is a difference, so that verdict and interval
// never contradict each other, as they could after Holm. A row whose interval lies within ± the margin
// has no difference at this precision, whatever its probability (Schuirmann 1987: two
// one-sided tests, stricter here by the correction). Any other row has the verdict "cannot
// tell" and the number of repeats that would settle it.
//
// Times, speed-ups and ceilings are compared as ratios, serial fractions and causes as
// differences. The noise is estimated as in package fit: for each N, in log time, by
// trimmed means. Two separate sweeps are compared by Welch's method, interleaved ones block
// by block.
//
// # Several sweeps a side
//
// Sweeps of one job vary by more than their runs show. [Groups] takes several on each side: each
// gives one number of every row, and the noise is the scatter of these numbers. What is the same in
// all sweeps, such as which law holds, is added to the interval. A machine that drifts, at random or
// by a trend, is allowed for by the order in which the sweeps were made (drift.go).
//
// # A busy machine
//
// Where other work took of the runs of a side (analysis.BusyMachine), every row is also
// compared without what it took, of that side and of both, and the interval of the row
// contains those differences too: what other work could make or hide is neither shown nor
// excluded. Where it made S of a side, only the program's own S is compared.
//
// The package prints nothing, and all its functions are safe for concurrent use.
package compare
