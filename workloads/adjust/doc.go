// Package adjust turns the p-values of many tests into adjusted ones, as the serial step
// that ends a run: false discovery rate and family-wise error from the p-values alone.
//
// It makes no p-value, and no adjustment that needs more than them (the step-down maxT of
// the permutation test is made there). The workloads that test rows import it:
//
//	harness, spec ← adjust ← ttest, permtest, trend
package adjust
