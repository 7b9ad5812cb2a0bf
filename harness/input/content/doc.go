// Package content opens a file for a reader and decompresses its bytes, as a stream or as
// a whole. A plain file is mapped.
//
// It never looks at what the bytes mean, and no reader looks at how they are stored:
//
//	file → Open → NewStream or Map → a reader of harness/input
//
// The readers and harness/input import it; a compression is one line in [Compressions].
package content
