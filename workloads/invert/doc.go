// Package invert is the workload of that name: a linear system in every row, solved in
// full or by its diagonal alone. Each method is the other's alternative, so that a sweep
// shows what a cheaper algorithm is worth beside more workers.
//
// It solves no system beyond a size of 64 and keeps nothing between rows. The table of
// workloads imports it:
//
//	spec, harness ← invert ← workloads
package invert
