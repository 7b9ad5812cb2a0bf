// Package mtx reads matrices of Matrix Market files, as programs that count genes in cells
// write them, with the names of rows and columns from the files beside.
//
// A place that the file leaves out is 0. A matrix of coordinates stays sparse in memory, and
// rows are made whole block by block, because ten thousand cells are mostly zeros.
//
//	stream → head → blocks of entries on all CPUs → rows, sparse → names beside → dataset
//
// Boisvert, Pozo and Remington (1996), The Matrix Market exchange formats, NISTIR 5935.
// harness/input imports it.
package mtx
