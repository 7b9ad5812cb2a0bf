// Package parquetfile writes tables as Parquet files, with the columns in a given order. The
// caller hands over the values of a column for one row group at a time.
//
// It never decides what a table holds, and reads no file:
//
//	columns → Writer → Write each column → Flush → Close
//	columns → Writer → Groups, made at once → Commit in order → Close
//
// harness/input/parquet, harness/output and results/export import it. github.com/parquet-go/parquet-go
// does the work; docs/parquet.md explains the choice of that library.
package parquetfile
