// Package planted holds work with a known serial fraction, which is planted in it: [Spin]
// computes, [Wait] waits without using the CPU, and [Stream] reads memory. The settings of each
// are the shares of its work to be lost, by cause. A sweep should find these shares.
//
// It uses only the number of rows of the data, and its answers have no meaning. The table of
// workloads imports it, and docs/plants runs it:
//
//	spec, harness ← planted ← workloads
package planted
