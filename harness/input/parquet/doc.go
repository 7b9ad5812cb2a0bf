// Package parquet reads and writes matrices as Parquet files: a column of numbers for
// each sample, and at most one of text, which holds the row ids.
//
// It never guesses: a column that is nested, or neither numbers nor row ids, is refused
// with advice what to write instead, and a damaged file is an error, not a panic.
//
//	mapping → table → stripes of columns on all CPUs → dataset → Write
//
// harness/input imports it.
package parquet
