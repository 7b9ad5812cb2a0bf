// Package vector says which vector instructions the inner loops of a workload may use.
//
// It holds no loop and chooses nothing: a room with assembly takes a [Set] and has Go
// code that computes the same bits where the Set is zero. Of this module it imports
// nothing, and the rooms of the workloads and of their numbers import it:
//
//	vector ← studentt, welch ← the rooms of the workloads
package vector
