// Package dataset gives writers the rows of a dataset block by block, wherever they lie,
// and a name for every column.
//
// It never changes a dataset, and knows no format:
//
//	dataset → Each block of rows, under Guard → a writer of harness/input → file
//
// The writers, harness/input/made and harness/input import it.
package dataset
