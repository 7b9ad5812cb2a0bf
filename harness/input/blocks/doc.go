// Package blocks reads a stream block by block on all CPUs: one goroutine cuts the stream
// into blocks of whole items, such as lines or records, one for each CPU works on a block,
// and one more collects what they made, in the order of the stream.
//
// It never looks at what an item means, and needs the memory of a few blocks, however long
// the stream:
//
//	stream → Cutter → Run: fill, work, collect → a reader of harness/input
//
// The readers of harness/input import it.
package blocks
