// Package wholetext reads a text that is held in memory as a whole, such as a file of groups
// or of timings. It unpacks it, bounds its size, and makes its line ends one kind.
//
// It knows no format, and parses nothing:
//
//	file → content.NewStream → Read → UTF8 → a reader
//
// harness/input reads files of groups by it, results/timings files of timings.
package wholetext
