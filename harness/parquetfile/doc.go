// Package parquetfile writes tables as Parquet files: columns in the order they are given
// in, each with the values of a row group at a time.
//
// It never decides what a table holds, and reads none:
//
//	columns → Writer → Write each column → Flush → Close
//
// harness/input/parquet and results/export import it. github.com/parquet-go/parquet-go
// does the work; docs/parquet.md says why that library.
package parquetfile
