// Package permtest is the workload of that name: the permutation t-test of every row, by
// random arrangements of the samples or by all there are, and the step-down maxT of all
// rows together.
//
// A row's arrangements depend on the seed and its number alone, whoever tests it. The t of
// the row as it is comes from welch, to the last bit. The table of workloads imports it:
//
//	spec, welch, adjust ← permtest ← workloads
package permtest
