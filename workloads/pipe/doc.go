// Package pipe uses a program in any language as a worker: the program gets rows on its
// standard input and answers each on its standard output.
//
// By default a program is started once for each worker and keeps running. It reads a header,
// then the rows of one chunk after the other, and answers each row, in order, before it gets
// the next chunk. So it must not keep its answers back: it must flush each answer. A program that
// reads all its input before it answers is started anew for every chunk (the setting
// per-chunk).
//
// The package does not judge answers: an answer is a number for each output, or else an error
// that names the row. The table of workloads imports it:
//
//	spec, harness/process ← pipe ← workloads
package pipe
