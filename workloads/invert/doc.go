// Package invert is the workload of that name: it solves a linear system in every row, in full
// or by its diagonal alone. Each method is the alternative of the other, so that a sweep shows
// what a cheaper algorithm is worth in comparison with more workers.
//
// It solves systems up to size 64 and keeps nothing between rows. The table of
// workloads imports it:
//
//	spec, harness ← invert ← workloads
package invert
