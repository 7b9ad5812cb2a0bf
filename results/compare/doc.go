// Package compare says in what two or more sweeps differ: machines, schedules,
// workloads or commits. It works from result files alone.
//
//	results.File… → what differs in the headers → quantities → differences → verdicts
//
// # The rule
//
// All rows of a comparison are judged together. Their probabilities are adjusted by
// Holm (1979); a row whose adjusted probability is at most 1 − level is a difference.
// The intervals of all differences hold together with probability level: each has the
// level 1 − (1−level)/rows (Bonferroni). A row whose interval lies within ± the margin
// has no difference at this precision, whatever its probability (Schuirmann 1987: two
// one-sided tests, stricter here by the correction). Of any other row one cannot tell,
// and it says how many repeats would be enough.
//
// Times, speed-ups and ceilings are compared as ratios, serial fractions and causes as
// differences. Noise is that of package fit: by N and in log time, of trimmed
// means, Welch's where sweeps are apart, and by block where they were interleaved.
//
// It prints nothing, and all its functions are safe for concurrent use.
package compare
