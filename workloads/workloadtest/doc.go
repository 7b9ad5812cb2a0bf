// Package workloadtest holds what the tests of several rooms of the workloads need: rows
// to work on, a run of a workload in one piece, reference answers of other programs, and
// the paths through vector code.
//
// It decides nothing and no program imports it, the tests of the rooms and of their table
// do:
//
//	vector, harness ← workloadtest ← tests of ttest, trend, …, workloads
package workloadtest
