// Package dataset is what writers ask of a dataset: its rows block by block, wherever
// they lie, and a name for every column.
//
// It never changes a dataset, and knows no format:
//
//	dataset → Each block of rows, under Guard → a writer of harness/input → file
//
// The writers, what repeats rows, and harness/input import it.
package dataset
