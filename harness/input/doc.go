// Package input reads the rows that a sweep works on, or generates them.
//
// The line through the package:
//
//	bytes → decompressed stream → format → dataset in file order → groups → tiles
//
// Formats are one line each in [Formats]; compression lies below all of them. What
// is read is exact: every number is the float64 nearest to its digits, however many
// goroutines parse.
package input
