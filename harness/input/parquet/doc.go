// Package parquet reads and writes matrices as Parquet files: a column of numbers for
// each sample, and at most one of text, which holds the row ids.
//
// It never guesses: what is no number, or nested, is refused with what to write instead,
// and a file that makes no sense is an error, not a panic.
//
//	mapping → table → stripes of columns on all CPUs → dataset → Write
//
// harness/input imports it.
package parquet
