// Package studentt holds the tail of Student's t distribution, and of the chi-square
// distribution with one degree of freedom, which is that of the square of a normal t.
//
// It takes numbers and returns p-values, to a relative error below 1e-13, the same bits
// on every machine; it makes no statistic, and knows no row and no missing value but
// NaN. The workloads whose answers are p-values import it:
//
//	vector ← studentt ← welch, trend
package studentt
