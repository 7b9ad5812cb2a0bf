// Package workloadtest holds what the tests of several workloads share: rows to work on, a run
// of a workload in one chunk, reference answers of other programs, and the paths through
// vector code.
//
// It decides nothing. Only tests import it:
//
//	vector, harness ← workloadtest ← tests of ttest, trend, …, workloads
package workloadtest
