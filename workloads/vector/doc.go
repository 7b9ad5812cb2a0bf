// Package vector lists which vector instructions the inner loops of a workload may use.
//
// It holds no loop and chooses nothing: a package with assembly takes a [Set], and has Go code
// that computes the same bits where the Set is zero. It imports nothing of this module. The
// packages of the workloads and of their computations import it:
//
//	vector ← studentt, welch ← the workloads
package vector
