// Package pipe lets a program in any language be a worker: it gets rows on its
// standard input and answers each on its standard output.
//
// By default a program is started once for each worker and stays: first it reads a
// header, then the rows of one chunk after the other, and it answers each row,
// in order, before it needs the next chunk. It must therefore not keep its answers
// back: it flushes each line. A program that reads all its input before it answers
// is started anew for every chunk (the setting per-chunk).
//
// It judges no answer: what a program says is a number for each output or an error that
// names the row. The table of workloads imports it:
//
//	spec, harness/process ← pipe ← workloads
package pipe
