// Package text reads and writes the formats that are text: CSV and TSV, GCT, and the
// series matrix of GEO, which is only read.
//
// It never opens a file and arranges no groups: it reads a stream, and the columns keep
// the order of the stream.
//
//	stream → prelude → blocks of whole lines → one parser per CPU → dataset
//
// Reading is exact: every number is the float64 nearest to its digits, however many
// goroutines parse; and an error names the first line that is wrong. harness/input
// imports it.
package text
