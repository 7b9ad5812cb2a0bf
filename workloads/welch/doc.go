// Package welch tests two groups of values, row by row: Welch's t and the pooled t. They agree
// with R's t.test to 1e-12 and have the same bits on every machine.
//
// Most rows go through quick statistics, many at a time. A row with missing values, overflow or
// cancellation is a robust row and is tested by itself; robustRow has the rules. The package
// makes no permutation and adjusts no p. The workloads that test two groups import it:
//
//	vector, studentt, spec ← welch ← ttest, permtest
package welch
