// Package studentt computes tail probabilities of Student's t distribution, and of the
// chi-square distribution with one degree of freedom, which is that of the square of a normal
// t.
//
// It takes numbers and returns p-values, to a relative error below 1e-13 and with the same bits
// on every machine. It computes no statistic and knows nothing of rows; a missing value is NaN.
// The workloads whose answers are p-values import it:
//
//	vector ← studentt ← welch, trend
package studentt
