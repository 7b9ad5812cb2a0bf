// Package planted holds work whose serial fraction is known, for it was planted: [Spin]
// computes, [Wait] waits without the CPU, [Stream] reads memory, and each takes the shares
// of its work that are to be lost, by cause. What a sweep finds is held against them.
//
// It reads no data but the number of rows, and no answer of it means anything. The table of
// workloads imports it, and docs/plants runs it:
//
//	spec, harness ← planted ← workloads
package planted
