// Package input loads the rows that a sweep works on: from a file in one of the table of
// formats, or made; it arranges their columns by group and repeats them.
//
// It never reads a format itself: a reader is a room of its own below this one. The line
// through the rooms:
//
//	content → text, npy, parquet or plink → dataset in file order → groups → made.Tile
//
// Formats are one line each in [Formats]; compression lies below all of them, in content.
// Readers share content, lines and dataset, and none knows another or this package. cmd
// and docs import this package.
package input
