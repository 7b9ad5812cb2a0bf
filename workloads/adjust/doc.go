// Package adjust adjusts the p-values of many tests, as the serial step at the end of a run. It
// controls the false discovery rate or the family-wise error, from the p-values alone.
//
// It computes no p-value, and no adjustment that needs more than p-values: the step-down maxT
// of the permutation test is in permtest. The workloads that test rows import it:
//
//	harness, spec ← adjust ← ttest, permtest, trend
package adjust
