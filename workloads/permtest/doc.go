// Package permtest is the workload of that name: the permutation t-test of every row, by
// random arrangements of the samples or by all arrangements, and the step-down maxT of all
// rows together.
//
// The arrangements of a row depend on the seed and the number of the row alone. The observed t
// of a row comes from welch, to the last bit. The table of workloads imports it:
//
//	spec, welch, adjust ← permtest ← workloads
package permtest
