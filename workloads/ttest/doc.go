// Package ttest is the workload of that name: the two-sample t-test of every row.
//
// It reads settings and combines the test (welch) with the adjustment of its p-values
// (adjust). It computes nothing itself. The table of workloads imports it:
//
//	spec, welch, adjust ← ttest ← workloads
package ttest
